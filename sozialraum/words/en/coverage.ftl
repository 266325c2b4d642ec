# Places, use and target population of services.

coverage-about = This chapter sets services against the number of people for whom they are meant. It shows the services for which there are figures.
coverage-ratio-means = Coverage compares places with the number of people for whom they are meant, in the same area. Values above 100% are possible and do not in themselves mean that there are too many places: the target population is delimited by age and does not always include everyone who uses the service; services are also used by people from other areas. Nor does low coverage in itself mean that places are lacking.
coverage-users-means = ‘Users’ are the people who use the service, not the places taken.
coverage-surplus-means = ‘Places against the { -city } value’: how many places an area has more (+) or less (−) than it would have at the coverage of the whole { -city }.
coverage-not-judged = Whether additional needs can be met in the existing facilities has not been judged in this state of the data. The following figures show how many places there are in relation to the people for whom they are meant.
coverage-none = There are no figures on coverage.
coverage-sites-only = For these kinds of service, sites are recorded or have been looked for, but neither places nor use are known: { $services }.
coverage-themes-without = For these themes there are indicators but no figures on services: { $themes }. Whether the need is met there cannot be judged from figures.

## Where services lie below the city

coverage-below-city = { $compared ->
    [0] Which areas ({ $level }) lie below the coverage of the { -city } cannot be said for { $period }.
   *[other] Coverage in the { -city } is { $ratio } ({ $period }). { $n ->
        [0] { $unknown ->
            [0] No area of this level ({ $level }) lies markedly below.
           *[other] None of the { $compared } comparable areas of this level ({ $level }) lies markedly below.
        }
        [one] Markedly below ({ $level }): { $areas }.
       *[other] Markedly below ({ $level }): { $areas }.
    }{ $unknown ->
        [0] { "" }
        [one] { " " }1 area cannot be compared.
       *[other] { " " }{ $unknown } areas cannot be compared.
    }
}
coverage-area = { $area } ({ $ratio })
coverage-ratio = { $method ->
    [apportioned] ≈ { $ratio }
   *[other] { $ratio }
}
coverage-unknown-places = Number of places unknown: { $services }.

## One service

coverage-target = Target population: { $target }.
coverage-reading = How to read the tables on services
coverage-places-unknown = How many places there are is not known. Coverage and utilisation can therefore not be given; only the use rate is shown.
coverage-areas = { $service }: { $areas }, { $period }
coverage-over-time = { $service }: { $city } as a whole over time
coverage-period = Period
coverage-places = Places
coverage-users = Users
coverage-target-group = Target population
coverage-head = Coverage
coverage-utilisation = Utilisation
coverage-use = Use rate
coverage-surplus = Places against the { -city } value
coverage-class = Classification
coverage-unknown = unknown
coverage-read = Coverage: places per 100 people of the target population. Utilisation: users per 100 places. { coverage-read-use }
coverage-read-with-unit = Places: { $unit }. { coverage-read }
coverage-read-use = Use rate: users per 100 people of the target population.
coverage-band = ‘About the { -city } value’: at most { $band } below or above the coverage of the { -city }.
coverage-target-unknown = Size of the target population not known: { $periods }.
coverage-target-of = Size of the target population, where it is not of the same period: { $periods }.
coverage-figure = { $service }: coverage, { $areas }, lowest first, { $period }. Dark dot: below the { -city } value.
coverage-seen = Dot plot of coverage in { $n } areas, { $period }. Lowest: { $lowest } with { $low }. Highest: { $highest } with { $high }. All values are in the table below.
coverage-city-line = { -city } { $ratio }
