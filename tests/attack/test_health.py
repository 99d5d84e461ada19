"""What an attack leaves standing: the answers by which others judge whether it lives."""

from __future__ import annotations

import httpx

from attack.conftest import Serve


def test_live_and_ready_answer(serve: Serve) -> None:
    address = serve().address
    assert httpx.get(f"{address}v2/health/live").json() == {"live": True}
    assert httpx.get(f"{address}v2/health/ready").json() == {"ready": True}
