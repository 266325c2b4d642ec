# Classes that sources give areas in words.

classes-title = Classes of areas
classes-about = Some sources give an area no figure but a class. It stands here in the words of the source. It is neither added up nor averaged; all that is compared is whether it is another one than before.
classes-named = { $ordered ->
    [yes] The classes in their order: { $classes }.
   *[no] The classes, which have no order: { $classes }.
}
classes-caption = { $measure }: { $level }
classes-changed = changed
classes-withheld = not published
classes-compared = { $period }: of { $n } { $n ->
    [one] area with an earlier class
   *[other] areas with an earlier class
}, { $changed } { $changed ->
    [one] has another one.
   *[other] have another one.
}
classes-source = Source: { $source }.
