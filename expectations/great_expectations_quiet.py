"""Brings Great Expectations in: late, once, without telemetry, progress bars or chatter."""

import importlib
import logging
import os
import warnings
from types import ModuleType
from typing import Any


def great_expectations() -> ModuleType:
    """The library. The first call in a process imports it, which takes 3 s of computing."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = importlib.import_module("great_expectations")
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    return module


def quiet_context() -> Any:
    """A data context that lives in memory only."""
    gx = great_expectations()
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    return gx.get_context(mode="ephemeral", project_config=config)
