"""What sources say of areas in words stands in the annex, and nothing where none does."""

from collections.abc import Callable

from tests.report.conftest import Report, section, sections, tables, words

MADE = (
    """create table declared.measure_class
        (measure_id varchar, position integer, class_name varchar, is_ordered boolean)""",
    """create table marts.dim_measure (measure_id varchar, name_de varchar)""",
    """create table marts.mart_area_class (
        area_id varchar, measure_id varchar, source_id varchar, area_level varchar, period varchar,
        period_end date, class_name varchar, status varchar, is_changed boolean)""",
    "insert into marts.dim_measure values ('k', 'Statusindex')",
    "insert into declared.measure_class values ('k', 1, 'Status 1', true), ('k', 2, 'S 2 +', true)",
    """insert into marts.mart_area_class values
        ('kiez:01', 'k', 's', 'kiez', '2018', '2018-12-31', 'Status 1', 'known', null),
        ('kiez:01', 'k', 's', 'kiez', '2019', '2019-12-31', 'Status 1', 'known', false),
        ('kiez:01', 'k', 's', 'kiez', '2020', '2020-12-31', 'Status 1', 'known', false),
        ('kiez:01', 'k', 's', 'kiez', '2021', '2021-12-31', 'Status 1', 'known', false),
        ('kiez:01', 'k', 's', 'kiez', '2022', '2022-12-31', 'S 2 +', 'known', true),
        ('kiez:02', 'k', 's', 'kiez', '2021', '2021-12-31', null, 'suppressed', null),
        ('kiez:02', 'k', 's', 'kiez', '2022', '2022-12-31', null, 'missing', null)""",
)


def test_a_class_stands_in_the_words_of_its_source(changed: Callable[..., Report]) -> None:
    model = changed(*MADE).model
    found = section(model, "klasse-k")
    (table,) = tables(found)
    assert [column.title for column in table.columns] == ["Gebiet", "2019", "2020", "2021", "2022"]
    rows = [[cell.text for cell in row.cells][1:] for row in table.rows]
    assert rows == [
        ["Status 1", "Status 1", "Status 1", "S 2 +"],
        ["–", "–", "nicht veröffentlicht", "–"],
    ]
    assert [[bool(cell.detail) for cell in row.cells] for row in table.rows] == [
        [False] * 4 + [True],
        [False] * 5,
    ]
    said = words(found)
    assert "Die Klassen in ihrer Reihenfolge: Status 1 und S 2 +." in said
    assert "2022: Von 1 Gebiet mit einer früheren Klasse hat 1 eine andere." in said


def test_a_city_without_classes_has_no_word_of_them(report: Report) -> None:
    assert not [one for one in sections(report.model) if one.anchor.startswith("klass")]
