"""Options of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="write what is expected anew from what comes out"
    )


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether expected outcomes are to be written anew: read the difference before keeping it."""
    return bool(request.config.getoption("--renew"))
