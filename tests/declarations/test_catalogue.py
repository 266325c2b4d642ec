"""Mistakes in the declarations are named with file and place."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from sozialraum.base.errors import DeclarationError, WarehouseError
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.consistency import lost_on_the_way
from sozialraum.declarations.loading import find_city
from sozialraum.declarations.term import Term
from sozialraum.declarations.undecided import DECIDE, check_decided
from sozialraum.ingest.snapshot import SnapshotConnector
from tests.ingest.made_up import made_up


def _edit(path: Path, change: Callable[[dict], None]) -> None:  # type: ignore[type-arg]
    content = yaml.safe_load(path.read_text("utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def _averaged(content: dict, unit: str, **changes: object) -> None:  # type: ignore[type-arg]
    """The first indicator of a unit, of finer areas and with a weighted mean."""
    found = next(one for one in content["indicators"] if one["unit"] == unit)
    found.update({"mean_by": {"measure": "population"}} | changes)


def _source(content: dict, source_id: str) -> dict:  # type: ignore[type-arg]
    return next(source for source in content["sources"] if source["id"] == source_id)


def _column(content: dict[str, Any], register_id: str, name: str) -> dict[str, Any]:
    register = next(one for one in content["registers"] if one["id"] == register_id)
    return next(column for column in register["columns"] if column["name"] == name)


def _copied(source: dict[str, Any], *, measure: str) -> dict[str, Any]:
    """An entry whose ids were changed, and nothing else."""
    measures = [{**one, "measure": measure} for one in source["measures"]]
    return {**source, "id": f"{source['id']}_copied", "measures": measures}


def _as_part(source: dict[str, Any]) -> dict[str, Any]:
    """An entry that was copied for a part, of which it does not read the rows."""
    measures = [{**one, "breakdown": {"cause": "accident"}} for one in source["measures"]]
    return {**source, "id": f"{source['id']}_of_part", "measures": measures}


def _also_quarterly(source: dict[str, Any], **more: object) -> dict[str, Any]:
    """A second table of the same measures."""
    period = {"year": "Jahr", "quarter": "Quartal"}
    return {**source, "id": "by_quarter", "cadence": "quarter", "period": period, **more}


def _populations(content: dict[str, Any]) -> dict[str, Any]:
    return next(
        one
        for one in content["sources"]
        if one["cadence"] == "year"
        and "areas" in one
        and any(measure["measure"] == "population" for measure in one.get("measures", []))
    )


def test_a_folder_of_declarations_that_may_not_be_listed_is_not_an_empty_one(
    city_copy: Path, closed: Callable[[Path], None]
) -> None:
    """What was edited would not be read again, a guess be taken for decided, a year be lost."""
    catalogue = load_catalogue(city_copy)
    series = next(one for one in catalogue.sources if one.is_yearly_series)
    with (city_copy / "city.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{DECIDE} the name\n")
    closed(catalogue.snapshot_folder)
    closed(city_copy)
    for ask in (
        lambda: load_catalogue(city_copy),
        lambda: find_city(city=str(city_copy)),
        lambda: find_city(city_copy.parent),
        lambda: check_decided(city_copy),
        lambda: list(SnapshotConnector(catalogue).retrieve(series, {}, lambda _: None)),
    ):
        with pytest.raises(WarehouseError, match="cannot be listed: Permission denied"):
            ask()


def test_a_register_may_leave_codes_out_and_say_others_where_no_model_compares(
    city_copy: Path,
) -> None:
    def change(content: dict[str, Any]) -> None:
        del _column(content, "services", "capacity_unit")["values"]["staff"]
        _column(content, "plans", "known_from")["values"]["interview"] = "aus einem Gespräch"
        _column(content, "plans", "adopted_on")["type"] = "year"

    _edit(city_copy / "registers.yaml", change)
    assert load_catalogue(city_copy).registers


def test_a_series_behind_a_link_to_a_folder_has_all_its_years(
    city_copy: Path, tmp_path: Path
) -> None:
    series = made_up(dataset="years/{year}", first_year=2023)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    for year in (2023, 2024):
        (elsewhere / f"{year}.csv").write_bytes(b"Jahr;Gebiet;Anzahl;Anteil\n")
    catalogue = load_catalogue(city_copy)
    (catalogue.snapshot_folder / "years").symlink_to(elsewhere)
    read = SnapshotConnector(catalogue).retrieve(series, {}, lambda _: None)
    assert [one.dataset_id for one in read] == ["years/2023", "years/2024"]


def _without_denominator(content: dict[str, Any], indicator_id: str) -> None:
    one = next(one for one in content["indicators"] if one["id"] == indicator_id)
    for name in ("denominator", "denominator_rule", "denominator_within"):
        one.pop(name, None)
    one["interval"] = "none"


def _with_capacity(content: Any) -> list[Any]:
    return [one for one in content["layers"] if one.get("capacity_unit")]


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (
            "sources.yaml",
            lambda c: c["sources"].append(_also_quarterly(_populations(c))),
            r"is of each (year|quarter), '\w+' of each (year|quarter), and both have what .*`ends`",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "unemployed").update(delimeter=","),
            r"sources\.unemployed\.delimeter: there is no such key here; did you mean delimiter\?",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "unemployed")["measures"][0].update(unit="heads"),
            r"sources\.unemployed\.measures\.0\.unit: .*no unit: 'heads'; .*`chf`",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "unemployed").update(cadence="month"),
            r"sources\.unemployed: cadence 'month' needs the period columns \['month', 'year'\]",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "deaths").pop("first_year"),
            r"sources\.deaths: a dataset id with \{year\} and `first_year` go together",
        ),
        (
            "sources.yaml",
            lambda c: c["sources"].append(_source(c, "deaths")),
            "source 'deaths' is declared twice",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "unemployed").update(dataset="../../../x"),
            r"sources\.unemployed\.dataset: .*no path below the folder",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "labour_market")["measures"][0].update(measure="rent"),
            "measure 'rent' has several units: eur_per_m2, persons; give each its own id",
        ),
        (
            "sources.yaml",
            lambda c: c["sources"].append(_copied(_source(c, "deaths"), measure="births")),
            "is the measure 'births' here and 'deaths' in 'deaths', of the same rows of the same",
        ),
        (
            "sources.yaml",
            lambda c: c["agreements"][0].update(right=c["agreements"][0]["left"]),
            r"agreement \w+: compares '\w+' with itself",
        ),
        (
            "sources.yaml",
            lambda c: c["sources"].append(_as_part(_source(c, "deaths"))),
            "of cause=accident;sex=male here and of sex=male in 'deaths', of the same rows of the",
        ),
        (
            "services.yaml",
            lambda c: c["service_types"][0].update(
                capacity={"measure": "kita_children"},
                used={"measure": "kita_children", "breakdown": {"school_child": "no"}},
            ),
            "`capacity` counts school_child yes, and `used` leaves it out, though 'kita_children'",
        ),
        (
            "services.yaml",
            lambda c: c["service_types"][0].update(capacity={"measure": "kita_facilities"}),
            "'kita_facilities', which is published in facilities, and would be told as places",
        ),
        (
            "areas.yaml",
            lambda c: c["levels"][0].update(pattern="(?P<name"),
            r"levels\.\w+\.pattern: not a regular expression: missing >",
        ),
        (
            "areas.yaml",
            lambda c: c["levels"][0].update(pattern=r"^(?P<code>\d+(\.\d+)?) (?P<name>.+)$"),
            r"levels\.\w+\.pattern: a group without a name in .*: write \(\?:…\) for \(…\)",
        ),
        (
            "areas.yaml",
            lambda c: c["levels"][0].update(pattern=r"^(?P<name>[\w .-]+)"),
            r"levels\.\w+\.pattern: \\w in .* knows no letters beyond a to z: write `\.`",
        ),
        (
            "areas.yaml",
            lambda c: c["levels"][0].update(
                pattern=r"(?i)^(?P<code>\d+) (?P<name>(?:über|ost).*)$"
            ),
            r"levels\.\w+\.pattern: \(\?i\) in .* knows no letters .*: write \[üÜ\] for ü",
        ),
        (
            "areas.yaml",
            lambda c: c["levels"][0].update(pattern="(?u)^(?P<name>.+)$"),
            r"levels\.\w+\.pattern: \(\?u\) in .* is not known to SQL: leave it out",
        ),
        (
            "areas.yaml",
            lambda c: c["levels"][0].update(unknown=["?", "all"], whole_city=["all"]),
            r"levels\.\w+: labels that are both `unknown` and `whole_city`: \['all'\]",
        ),
        (
            "registers.yaml",
            lambda c: c["registers"][0].update(file="../../etc/passwd"),
            r"registers\.services\.file: .*no path below the folder",
        ),
        (
            "registers.yaml",
            lambda c: _column(c, "study_findings", "more_is_more_need")["values"].update(
                mostly="meistens"
            ),
            r"registers\.study_findings: .*more_is_more_need: the models do not know \['mostly'\] "
            ".*they know yes, no, unclear",
        ),
        (
            "registers.yaml",
            lambda c: _column(c, "services", "scope").update(
                values={"single_site": "ein Standort", "einzelstandort": "ein Standort"}
            ),
            r"registers\.services: .*scope: the models do not know \['einzelstandort'\] .*they "
            "know single_site, several_sites, whole_city",
        ),
        (
            "registers.yaml",
            lambda c: _column(c, "services", "capacity").update(type="text", min=None, max=None),
            "registers.services: .*capacity: the models read it as `type: number`, not as "
            "`type: text`",
        ),
        (
            "registers.yaml",
            lambda c: c["registers"][0]["rules"].append(
                {"kind": "whole", "column": "scope", "where": "used_unit", "is": ["persons"]}
            ),
            r"registers\.services: .*rules of the kind whole speak of columns without numbers: "
            r"\['scope'\]",
        ),
        (
            "registers.yaml",
            lambda c: _column(c, "plans", "themes").update(reference="target_group"),
            "registers.plans: .*themes: the models join it by `reference: theme`",
        ),
        (
            "city.yaml",
            lambda c: c["city"].update(language="tlh"),
            r"city\.language: .*there is no catalogue of 'tlh'; known: \['de', 'en'\]",
        ),
        (
            "registers.yaml",
            lambda c: c.update(folder="/etc"),
            r"folder: .*no path below the folder",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "deaths").update(min_rows=True),
            r"sources\.deaths: `min_rows`: YAML takes yes",
        ),
        (
            "services.yaml",
            lambda c: c.update(coverage_band=float("inf")),
            r"YAML takes \.inf for another number",
        ),
        (
            "indicators.yaml",
            lambda c: c["indicators"][0]["numerator"].update(measure="unemployd"),
            r"indicators\.yaml:\d+: \w+: the numerator asks for 'unemployd'; no source has this ",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "population_age13")["breakdowns"][0]["values"].update(
                {"00 - 02 Jahre": "0-5"}
            ),
            r"areas\.yaml:\d+: population: it asks for 'population_age13' of population_age13, "
            "whose age=0-5 and age=3-5 overlap: added up, they count twice",
        ),
        (
            "indicators.yaml",
            lambda c: next(one for one in c["indicators"] if one["unit"] == "percent").update(
                native_level="statistischer_bezirk"
            ),
            r"indicators\.yaml:\d+: \w+: figures in percent of the level 'statistischer_bezirk' do "
            r"not add up to the level .*`mean_by`",
        ),
        (
            "indicators.yaml",
            lambda c: _averaged(c, "eur", name="Median der Einkommen"),
            r"indicators\.yaml:\d+: \w+: `mean_by`: a mean of medians is not the median",
        ),
        (
            "indicators.yaml",
            lambda c: _averaged(c, "eur", mean_by={"measure": "equivalised_income"}),
            "`mean_by`: 'equivalised_income' counts nothing",
        ),
        (
            "indicators.yaml",
            lambda c: _averaged(c, "percent", native_level="city"),
            "`mean_by`: figures of the whole city are no parts",
        ),
        (
            "indicators.yaml",
            lambda c: _averaged(c, "share", native_level="statistischer_bezirk"),
            "`mean_by` is for figures as published",
        ),
        (
            "indicators.yaml",
            lambda c: next(one for one in c["indicators"] if one["unit"] == "percent").update(
                apportion_by={"measure": "population"}
            ),
            "`apportion_by` shares counts out .* a percentage or mean of a larger area stays",
        ),
        (
            "indicators.yaml",
            lambda c: next(one for one in c["indicators"] if one["unit"] == "percent").update(
                unit="per_1000"
            ),
            "`unit: per_1000`, but '.*' is published in percent; say the same, or by which `scale`",
        ),
        *(
            (
                "indicators.yaml",
                lambda c, told=told: next(
                    one for one in c["indicators"] if one["unit"] == "percent"
                ).update(told),
                rf"`scale: {told['scale']}`, but from percent, in which '\w+' is published, to "
                rf"`unit: {told['unit']}` it is `scale: {scale}`",
            )
            for told, scale in (
                ({"unit": "percent", "scale": 0.01}, "1"),
                ({"unit": "share", "scale": 100}, "0.01"),
                ({"unit": "per_1000", "scale": 0.1}, "10"),
            )
        ),
        (
            "indicators.yaml",
            lambda c: _without_denominator(c, "short_time_workers_per_1000"),
            r"indicators\.yaml:\d+: \w+: `unit: per_1000`, but 'short_time_workers' counts "
            r"persons, and nothing says what they are divided by \(`denominator`\)",
        ),
        (
            "social_index.yaml",
            lambda c: c["indicators"].append({"id": "employment_share"}),
            r"social_index\.yaml: indicator 'employment_share': `higher_is_need` is false in "
            "indicators.yaml, and true here, where nothing says otherwise",
        ),
        (
            "social_index.yaml",
            lambda c: c["indicators"][0].update(higher_is_need=False),
            "`higher_is_need` is true in indicators.yaml, and false here$",
        ),
        (
            "sources.yaml",
            lambda c: _source(c, "population_age13").update(incomplete=["age"]),
            r"areas\.yaml:\d+: population: it asks for 'population_age13', of which "
            r"population_age13 has only parts by age that do not make up the whole",
        ),
        (
            "pandemic.yaml",
            lambda c: c.update(relevant_effect=20),
            "relevant_effect: Input should be less than 1",
        ),
        (
            "coverability.yaml",
            lambda c: c.update(full_from=95),
            "full_from: Input should be less than or equal to 2",
        ),
        (
            "indicators.yaml",
            lambda c: c["indicators"][0].update(theme="weather"),
            "theme 'weather' is not declared",
        ),
        (
            "city.yaml",
            lambda c: c["notes"][0].update(indicators=["sgb3_rate"]),
            "note .*: indicator 'sgb3_rate' is not declared",
        ),
        (
            "city.yaml",
            lambda c: c["notes"][0].pop("indicators"),
            r"notes\..*: needs `themes` or `indicators`",
        ),
        (
            "layers.yaml",
            lambda c: c["layers"][0].update(area_level="quartier"),
            r"layers\.yaml:\d+: .*: level 'quartier' is not declared",
        ),
        (
            "layers.yaml",
            lambda c: _with_capacity(c)[1].update(
                service_type=_with_capacity(c)[0]["service_type"],
                theme=_with_capacity(c)[0]["theme"],
                capacity_unit="Gruppen",
            ),
            r"counts `Plätze` and .* counts `Gruppen`: capacities of \w+ are added up",
        ),
        (
            "layers.yaml",
            lambda c: c["layers"][-1].update(theme="weather"),
            r"layers\.yaml:\d+: .*: theme 'weather' is not declared",
        ),
        (
            "layers.yaml",
            lambda c: c["layers"][-1].update(attributes={"titel": "name"}),
            r"attributes\.name: Field required.*attributes\.titel: Extra inputs",
        ),
        (
            "layers.yaml",
            lambda c: c["layers"][-1].update(service_type=None),
            "a service layer needs service_type",
        ),
        (
            "layers.yaml",
            lambda c: c["layers"][-1].update(id="deaths"),
            "source 'deaths' is declared twice",
        ),
        (
            "areas.yaml",
            lambda c: c.update(sozialraum_level="quartier"),
            "level 'quartier' is not declared",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    city_copy: Path,
    file: str,
    change: Callable[[dict], None],
    said: str,  # type: ignore[type-arg]
) -> None:
    _edit(city_copy / file, change)
    with pytest.raises(DeclarationError, match=said):
        load_catalogue(city_copy)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text + b"\xff\xfe", "is not UTF-8"),
        (lambda text: text + b"\nbroken: 2026-13-45\n", "month must be in 1..12"),
        (lambda text: text + b"\nbroken: " + b"9" * 5000 + b"\n", "4300 digits"),
        (lambda text: text + b"\nlicences: {}\n", "the key 'licences' stands twice"),
        (lambda text: text + b"\nbroken: 010\n", "YAML takes 010 for another number"),
        (lambda text: text + b"\nbroken: 1:30\n", "YAML takes 1:30 for another number"),
        (lambda text: text + b"\nbroken: .inf\n", "YAML takes .inf for another number"),
        (lambda text: text + b"\nbroken: !!timestamp no\n", "not readable as YAML"),
        (lambda text: text + b"\nbroken: " + b"[" * 4000 + b"\n", "not readable as YAML|nested"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    city_copy: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    path = city_copy / "city.yaml"
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(DeclarationError, match=said) as caught:
        load_catalogue(city_copy)
    assert str(path) in str(caught.value)


def test_a_table_of_another_cadence_may_follow_one_that_ended(city_copy: Path) -> None:
    _edit(
        city_copy / "sources.yaml",
        lambda c: c["sources"].append(_also_quarterly(_populations(c), ends=2019)),
    )
    assert "by_quarter" in {one.id for one in load_catalogue(city_copy).sources}


def test_a_city_without_layers_needs_no_file_of_them(city_copy: Path) -> None:
    (city_copy / "layers.yaml").unlink()
    assert load_catalogue(city_copy).layers == ()


def test_a_missing_file_is_named(city_copy: Path) -> None:
    (city_copy / "indicators.yaml").unlink()
    with pytest.raises(DeclarationError, match=r"indicators\.yaml: the file is missing"):
        load_catalogue(city_copy)


def test_every_snapshot_file_belongs_to_a_declared_source(catalogue: Catalogue) -> None:
    patterns = [source.dataset.replace("{year}", "????") for source in catalogue.sources]
    orphans = [
        path.name
        for path in catalogue.snapshot_folder.glob("*.csv")
        if not any(path.match(f"{pattern}.csv") for pattern in patterns)
    ]
    assert orphans == []


def test_the_catalogue_is_read_again_when_a_file_was_changed(city_copy: Path) -> None:
    before = load_catalogue(city_copy)
    assert load_catalogue(city_copy) is before
    city = city_copy / "city.yaml"
    text = city.read_text("utf-8")
    city.write_text(text.replace(before.city.name, "Elsewhere"), "utf-8")
    assert load_catalogue(city_copy).city.name == "Elsewhere"
    city.unlink()
    with pytest.raises(DeclarationError):
        load_catalogue(city_copy)


@pytest.mark.parametrize(
    ("compared", "said"),
    [
        ("[]", r"need_levels: expected at least 1, found 0 \(line"),
        ("[stadtbezirk]", r"`need_levels` lacks 'stadtraum'.*Name it there"),
    ],
)
def test_a_city_that_does_not_compare_the_areas_it_plans_for_is_refused(
    city_copy: Path, compared: str, said: str
) -> None:
    areas = city_copy / "areas.yaml"
    changed = re.sub(r"(?m)^need_levels:.*", f"need_levels: {compared}", areas.read_text("utf-8"))
    areas.write_text(changed, "utf-8")
    with pytest.raises(DeclarationError, match=said):
        load_catalogue(city_copy)


def test_a_percentage_of_larger_areas_that_no_table_shows_is_refused(catalogue: Catalogue) -> None:
    """Where the level is compared, its own tables show it."""
    levels = [level.id for level in catalogue.levels]
    coarser = levels[levels.index(catalogue.sozialraum_level) + 1]
    percent = next(one for one in catalogue.indicators if one.unit == "percent")
    one = percent.model_copy(update={"native_level": coarser})
    planned = replace(catalogue, indicators=(one,), need_levels=(catalogue.sozialraum_level,))
    (problem,) = lost_on_the_way(planned)
    assert re.search(rf"indicators\.yaml:\d+: {one.id}: figures of the level '{coarser}'", problem)
    assert "`need_levels`" in problem
    compared = replace(planned, need_levels=(catalogue.sozialraum_level, coarser))
    assert lost_on_the_way(compared) == []


def test_a_rate_of_finer_areas_is_averaged_where_its_weight_is_known(catalogue: Catalogue) -> None:
    finest = catalogue.levels[0].id
    percent = next(one for one in catalogue.indicators if one.unit == "percent")
    one = percent.model_copy(update={"native_level": finest})
    planned = replace(catalogue, indicators=(one,))
    assert "`mean_by`" in lost_on_the_way(planned)[0]
    weights = {s.measure for s in catalogue.sources for s in s.series if s.unit == "persons"}
    told = {
        measure: lost_on_the_way(
            replace(
                planned,
                indicators=(one.model_copy(update={"mean_by": Term(measure=measure)}),),
            )
        )
        for measure in sorted(weights)
    }
    fitting = {
        source_measure.measure
        for source in catalogue.sources
        if finest in source.levels
        for source_measure in source.series
    }
    assert {measure for measure, problems in told.items() if not problems} == weights & fitting


@pytest.mark.parametrize(
    ("file", "place", "key", "address"),
    [
        ("sources.yaml", "portal", "table_url", "{base}/{dataset}.csv"),
        ("sources.yaml", "portal", "table_url", "{base_url}{}/{dataset}.csv"),
        ("sources.yaml", "portal", "table_url", "{base_url/{dataset}.csv"),
        ("sources.yaml", "portal", "page_url", "{base_url}/{table}"),
        ("layers.yaml", "geodata", "items_url", "{base_url}/{dataset}"),
    ],
)
def test_an_address_with_other_things_in_braces_is_refused_with_its_line(
    city_copy: Path, file: str, place: str, key: str, address: str
) -> None:
    _edit(city_copy / file, lambda content: content[place].update({key: address}))
    said = rf"{file}:\n  {place}\.{key}: what stands in braces may be .*, found .* \(line \d+\)"
    with pytest.raises(DeclarationError, match=said):
        load_catalogue(city_copy)


def test_the_address_of_a_layer_begins_as_that_of_a_table(city_copy: Path) -> None:
    _edit(
        city_copy / "layers.yaml",
        lambda content: content["geodata"].update(items_url="{base_url}/{layer}/items"),
    )
    places = load_catalogue(city_copy).places
    assert places.geodata is not None
    assert places.url_of("L1") == f"{places.geodata.base_url.rstrip('/')}/L1/items"
