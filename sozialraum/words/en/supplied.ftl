# Chapter 3 of the report: which needs can be met, and how.

supplied-happened = What can be met
supplied-ways = Who has said what about it
supplied-ways-table = Ways of meeting the need: { $city } as a whole
supplied-today = Today
supplied-then = During the pandemic
supplied-who = Who says so (row of the register)
supplied-by-figures = Figures on places and use
supplied-where = Where
supplied-places = Where places and use are known
supplied-sure = How certain this is
supplied-how-sure = What is said for the whole { -city } holds only for the { -city }, not for its areas. An answer holds if two independent organisations give it or a public body supports it with figures; what only one voice says is an indication.
supplied-disputed = Where voices contradict each other, only what two independent organisations or a public body with figures say holds; otherwise no answer is given.
supplied-no-answer = no answer: voices contradict each other
supplied-voice = { $who } ({ $id })
supplied-voice-says = { supplied-voice }: { labels-suggestion }
