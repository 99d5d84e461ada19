"""No module imports itself in a roundabout way, not even for types, and not through the package's own __init__.py."""

from __future__ import annotations

from graphlib import TopologicalSorter

import grimp


def test_imports_make_no_circle() -> None:
    graph = grimp.build_graph("esmiuca", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    order = list(TopologicalSorter(imports).static_order())  # raises CycleError, which names the circle
    assert order.index("esmiuca.errors") < order.index("esmiuca.inference.artifacts")
