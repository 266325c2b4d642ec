"""Coverage, evidence, coverability and plans on the bundled figures and registers."""

import shutil
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue
from tests.conftest import Refreshed, run_cli
from tests.registers.conftest import bundled_rows, register_of


def sozialraeume(refreshed: Refreshed) -> int:
    ((areas,),) = refreshed.published_rows(
        "select count(*) from marts.dim_area join declared.city on area_level = sozialraum_level "
        "where not is_unknown"
    )
    assert isinstance(areas, int)
    return areas


def test_every_sozialraum_has_a_result_with_rule_and_reason_for_every_theme(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    rows = refreshed.published_rows(
        "select count(distinct area_id), count(distinct theme), count(*), "
        "count(rule_id), count(sentence_de), min(len(reasons)) from marts.mart_need_coverage"
    )
    areas, themes, results, rules, sentences, codes = rows[0]
    assert areas == sozialraeume(refreshed) + 1  # and the whole city
    assert themes == len(catalogue.themes)
    assert results == rules == sentences == areas * len(catalogue.themes)
    assert isinstance(codes, int)
    assert codes >= 7


def test_no_fact_that_is_missing_counts_as_covered(refreshed: Refreshed) -> None:
    assert refreshed.published_rows(
        "select distinct theme, rule_id, use_class, coverage_class from marts.mart_need_coverage "
        "where coverability = 'covered'"
    ) == [("day_care", "C06", "free", "enough")]


def test_estimates_for_sozialraeume_add_up_to_the_city(refreshed: Refreshed) -> None:
    rows = refreshed.published_rows(
        """
        select period, sum(capacity) filter (where area_level <> 'city'),
            max(capacity) filter (where area_level = 'city'),
            sum(used) filter (where area_level <> 'city'),
            max(used) filter (where area_level = 'city')
        from marts.mart_coverage join declared.city on area_level in (sozialraum_level, 'city')
        where service_type = 'day_care' group by period order by period
        """
    )
    assert [row[0] for row in rows] == ["2023", "2024", "2025"]
    for _, capacity, city_capacity, used, city_used in rows:
        assert capacity == pytest.approx(city_capacity)
        assert used == pytest.approx(city_used)


def test_register_totals_of_one_year_are_never_added(refreshed: Refreshed) -> None:
    rows = refreshed.published_rows(
        "select distinct not_counted_because from marts.fct_service_capacity "
        "where service_type = 'homeless_support' and scope = 'whole_city'"
    )
    assert rows == [("several_totals",)]
    assert refreshed.published_rows(
        "select count(*) from marts.mart_coverage where service_type = 'homeless_support' "
        "and capacity is not null"
    ) == [(0,)]


def test_a_register_gives_sites_but_no_capacity_to_a_sozialraum(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    with_figures = {service.id for service in catalogue.service_types}
    listed = sozialraeume(refreshed) * len(catalogue.service_type_names.keys() - with_figures)
    assert refreshed.published_rows(
        "select count(*), count(capacity), count(*) filter (where coverage_class <> 'unknown') "
        "from marts.mart_coverage join declared.city on area_level = sozialraum_level "
        "where method = 'listed'"
    ) == [(listed, 0, 0)]


def test_rising_reports_and_falling_custody_takings_are_said_to_disagree(
    refreshed: Refreshed,
) -> None:
    rows = refreshed.published_rows(
        "select agreement, studies_say, agreement_de from marts.mart_evidence_agreement "
        "join declared.city on area_id = city_area_id where theme = 'child_protection'"
    )
    assert len(rows) == 1
    agreement, studies, sentence = rows[0]
    assert (agreement, studies) == ("contradict", "divided")
    assert isinstance(sentence, str)
    more, less = sentence.split("weniger bei")
    assert "Verfahren zur Gefährdungseinschätzung (2020)" in more
    assert "Inobhutnahmen (2020)" in less


def test_what_is_said_of_one_sozialraum_is_not_heard_in_another(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    register = register_of(catalogue, "provider_feedback")
    said = {
        row["feedback_id"]: row["sozialraum_code"].split(" | ")
        for row in bundled_rows(catalogue, register)
        if row["sozialraum_code"]
    }
    heard = refreshed.published_rows(
        "select unnest(evidence_ids) as evidence_id, area_id from marts.mart_evidence_agreement "
        "join declared.city on area_id <> city_area_id order by all"
    )
    covering = refreshed.published_rows(
        "select evidence_id, unnest(area_ids) as area_id from marts.mart_evidence "
        "where scope = 'sozialraum' and covers_theme order by all"
    )
    assert heard == covering
    assert {one for one, _ in heard} <= said.keys()
    assert ("PF031", "stadtraum:02") in heard
    assert all(str(area).removeprefix("stadtraum:") in said[str(one)] for one, area in heard)


def test_what_is_said_of_the_city_answers_for_the_city_and_of_a_group_for_that_group(
    refreshed: Refreshed,
) -> None:
    """One speech and one counter for students decided 13 and 17 areas each; neither does now."""
    rows = {
        (area, theme): rest
        for area, theme, *rest in refreshed.published_rows(
            "select area_id, theme, coverability, indication, statement_ids, see_area_id "
            "from marts.mart_need_coverage"
        )
    }
    city = "city:14612"
    assert rows[city, "youth_participation"][:3] == ["unknown", None, []]
    assert rows[city, "adult_mental_health"][:3] == ["unknown", None, []]
    assert rows[city, "income_loss"][:3] == ["unknown", None, []]
    for (area, theme), (coverability, indication, statements, see) in rows.items():
        if area != city and theme in ("youth_participation", "adult_mental_health"):
            assert (coverability, indication, statements, see) == ("unknown", None, [], None)
    named = [area for (area, theme), row in rows.items() if "PF031" in row[2]]
    assert named == ["stadtraum:02", "stadtraum:11", "stadtraum:16"]


def test_what_the_city_has_is_not_called_none_known(refreshed: Refreshed) -> None:
    """Doctors and the Jobcenter stand in no register; that there are some is certain."""
    assert refreshed.published_rows(
        "select distinct coverage_class from marts.mart_need_coverage "
        "where theme in ('medical_care', 'transfer_income')"
    ) == [("present",)]


def test_what_offices_counted_answers_whether_the_need_grew(refreshed: Refreshed) -> None:
    """Child protection has no running statistic; the office's count of 2020 is one (PF002)."""
    rows = refreshed.published_rows(
        "select need_change, need_change_basis, list_contains(count_ids, 'PF002'), need_de "
        "from marts.mart_need_coverage where theme = 'child_protection' "
        "and area_id = (select city_area_id from declared.city)"
    )
    ((change, basis, counted, said),) = rows
    assert (change, basis, counted) == ("worse", "office_counts", True)
    assert "2.415 Verdachtsmeldungen" in str(said)
    assert "PF002" in str(said)


def test_each_theme_of_the_city_is_answered_in_three_parts_with_its_studies(
    refreshed: Refreshed,
) -> None:
    rows = refreshed.published_rows(
        "select theme, need_de, supply_de, way_de, study_ids, studies_de "
        "from marts.mart_need_coverage join declared.city on area_id = city_area_id"
    )
    for theme, *parts, studies, lines in rows:
        starts = [str(part).split(":")[0] for part in parts]
        assert starts == ["Bedarf", "Angebot", "Weg"], theme
        assert (lines is None) == (studies == []), theme
    named = {theme: lines for theme, *_, lines in rows}
    assert "COPSY Welle 2 (2021): Prozent mit geminderter Lebensqualität: 48 statt 15" in str(
        named["child_mental_health"]
    )


def test_the_counts_of_answers_in_the_docs_are_those_that_are_published(
    refreshed: Refreshed,
) -> None:
    done = run_cli("explain", warehouse=refreshed.warehouse.root)
    assert done.returncode == 0, done.stderr
    methods = (PROJECT / "docs/methods.md").read_text("utf-8")
    assert done.stdout.strip() in methods, done.stdout


def test_a_rule_that_decides_nothing_says_why(refreshed: Refreshed) -> None:
    rows = refreshed.published_rows(
        "select rule_id, idle_de is not null, rule_id in ("
        "  select unnest([rule_id, earlier_rule_id, pandemic_rule_id]) "
        "  from marts.mart_need_coverage) from declared.cover_rule order by position"
    )
    fired = {rule for rule, _, fires in rows if fires}
    assert {rule for rule, idle, _ in rows if idle} == {rule for rule, *_ in rows} - fired


def test_a_place_for_each_child_and_to_spare_is_no_shortage(refreshed: Refreshed) -> None:
    assert refreshed.published_rows(
        "select coverability, uncovered from marts.mart_need_coverage "
        "where area_id = 'stadtraum:01' and theme = 'day_care'"
    ) == [("covered", 0.0)]


def test_every_significant_finding_is_planned_for_or_named_as_open(refreshed: Refreshed) -> None:
    """No planning of these themes is known to be adjusted."""
    findings = refreshed.published_rows(
        "select area_id, indicator_id, theme from marts.mart_pandemic_effect "
        "where finding in ('new_need', 'aggravated') union all "
        "select area_id, null, theme from marts.mart_need_coverage "
        "where need_change = 'worse' and need_change_basis = 'office_counts' order by all"
    )
    named = refreshed.published_rows(
        "select area_id, indicator_id, theme from marts.mart_plan_review "
        "where row_kind = 'finding' order by all"
    )
    assert findings == named
    assert {theme for *_, theme in named} == {
        "child_protection", "domestic_violence", "housing_need", "unemployment",
    }  # fmt: skip


def test_explain_decides_again_what_was_published(
    refreshed: Refreshed, area_names: dict[str, str]
) -> None:
    done = run_cli(
        "explain", "--area", area_names["stadtraum:16"], "--theme", "Kinderarmut",
        warehouse=refreshed.warehouse.root,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    said = " ".join(done.stdout.split())
    for text in (
        "C10, Ergebnis nicht beurteilbar",
        "Stadt 11,3 %), Rang 2, Klasse 5 von 5, Schätzwert nach Modell",
        "(95-%-Bereich",
        "Was das Ergebnis ändern würde",
        "hier 1 Standort;",
        "Auskunft: Jugendamt",
        "DDS082",
        "trace --area stadtraum:16",
        "stimmt überein.",
    ):
        assert text in said


def test_explain_tells_the_sums_of_the_window_as_figures_of_one_period(
    refreshed: Refreshed,
) -> None:
    done = run_cli(
        "explain", "--area", "stadtraum:04", "--theme", "unemployment",
        warehouse=refreshed.warehouse.root,
    )  # fmt: skip
    said = " ".join(done.stdout.split())
    ((name,),) = refreshed.published_rows(
        "select area_name from marts.mart_need_coverage join marts.dim_area "
        "on list_contains(string_split(finding_area_ids, ', '), dim_area.area_id) "
        "where mart_need_coverage.area_id = 'stadtraum:04' and mart_need_coverage.theme = "
        "'unemployment' and mart_need_coverage.coarser_finding = 'new_need' order by all limit 1"
    )
    assert f"{name}: neuer Bedarf" in said
    assert "im Mittel 1.853 statt erwarteter 1.454 je Quartal" in said


def test_explain_takes_names_and_names_the_nearest_theme(
    refreshed: Refreshed, area_names: dict[str, str]
) -> None:
    done = run_cli(
        "explain", "--area", area_names["stadtraum:16"], "--theme", "child_powerty",
        warehouse=refreshed.warehouse.root,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Did you mean child_poverty (Kinderarmut)?" in done.stderr


def test_every_result_can_be_explained(refreshed: Refreshed) -> None:
    from sozialraum.explain import read_explanation

    database = refreshed.warehouse.current / "sozialraum.duckdb"
    rows = refreshed.published_rows(
        "select area_id, theme from marts.mart_need_coverage order by area_id, theme"
    )
    for area, theme in rows[::11]:
        assert read_explanation(database, area=str(area), theme=str(theme)).disagreements == []


def test_an_area_without_answers_is_not_called_unknown(
    refreshed: Refreshed, area_names: dict[str, str], tmp_path: Path
) -> None:
    from sozialraum.explain import read_explanation

    database = refreshed.warehouse.current / "sozialraum.duckdb"
    name = f"Stadtbezirk {area_names['stadtbezirk:7']}"
    with pytest.raises(MonitorError, match=f"no result for '{name}', only for"):
        read_explanation(database, area=name, theme="Kinderarmut")
    # nor is there a word of others where there are none
    without = shutil.copy(database, tmp_path / "without.duckdb")
    with duckdb.connect(without) as connection:
        connection.execute("delete from marts.mart_need_coverage")
    with pytest.raises(MonitorError, match=f"no result for '{name}', nor for any other area"):
        read_explanation(Path(without), area=name, theme="Kinderarmut")
