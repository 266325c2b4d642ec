# How sources and layers are.

sources-state = { $state ->
    [fresh] up to date
    [stale] out of date
    [closed] completed
    [awaiting_first_delivery] awaiting the first delivery
    [unreadable] delivery cannot be read
    [unreleased] delivered, not released for publication
   *[not_landed] not loaded
}
sources-layer = { $outcome ->
    [read] { $is_verified ->
        [yes] loaded
       *[no] loaded, mapping of attributes not verified
    }
    [stale] { $is_in_use ->
        [yes] could not be retrieved, last version in use
       *[no] could not be retrieved
    }
    [unreadable] { $is_in_use ->
        [yes] cannot be read, last readable version in use
       *[no] cannot be read, set aside
    }
   *[absent] not retrieved yet
}

# A delivered file that cannot be read, behind what is wrong with it
sources-unusable-file = The file is not used; the previous deliveries hold, where there are any. Please save the corrected file under the same name or move this one to { $folder }.

# A file that was read before, and cannot be read now
sources-unreadable-now = Its figures stay in use as they were read before. If they were wrong, please move the file to { $folder }; saved under the same name as it is expected now, it is read anew.

# In place of what was found in a delivery that is not released
sources-withheld = What was found is in the log of the refresh: the figures of this source are not released for publication.
