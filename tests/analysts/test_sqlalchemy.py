"""SQLAlchemy, and what is built on it, finds tables, views, columns and comments."""

import pandas as pd
import sqlalchemy as sa

from tests.conftest import Refreshed


def test_tables_and_views_are_reflected_with_types_and_comments(refreshed: Refreshed) -> None:
    path = refreshed.warehouse.current / "sozialraum.duckdb"
    engine = sa.create_engine(f"duckdb:///{path}", connect_args={"read_only": True})
    inspector = sa.inspect(engine)
    assert {"mart_need", "dim_measure"} <= set(inspector.get_table_names("marts"))
    assert {"trace_cell", "need_sozialraum"} <= set(inspector.get_view_names("marts"))
    columns = {one["name"]: one for one in inspector.get_columns("mart_need", "marts")}
    assert isinstance(columns["value"]["type"], sa.Float)
    assert columns["value"]["comment"]
    assert inspector.get_table_comment("mart_need", "marts")["text"]

    metadata = sa.MetaData()
    metadata.reflect(engine, schema="marts", views=True)
    need = metadata.tables["marts.need_sozialraum"]
    with engine.connect() as connection:
        levels = connection.execute(sa.select(need.c.area_level).distinct()).scalars().all()
    assert levels == ["stadtraum"]

    status = pd.read_sql_table("mart_source_status", engine, schema="marts")
    assert status["landed_at"].dt.tz is None
    assert len(status) > 0
    engine.dispose()
