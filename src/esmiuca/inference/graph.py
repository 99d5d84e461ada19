"""An ONNX model with fewer outputs, so that the runtime may fuse layers.

Every layer is a result of the network, so that each can be looked at. ONNX Runtime then has to write all of them out in
the usual memory layout, which takes a quarter of its time. The `onnx` package could do this too; here it is needed for
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

# Field numbers, from https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
MODEL_GRAPH = 7
GRAPH_OUTPUT = 12
VALUE_NAME = 1

VARINT, LENGTH_DELIMITED = 0, 2
FIXED_BYTES = {1: 8, 5: 4}


def with_only_output(model: bytes, name: str) -> bytes:
    """The model, `name` its only result. Raises ValueError where it is no ONNX model or has no such result."""
    found = bytearray()
    names: list[bytes] = []
    for number, whole, content in _fields(memoryview(model)):
        if number == MODEL_GRAPH:
            graph = bytearray()
            for part, field, value in _fields(content):
                if part == GRAPH_OUTPUT:
                    names.append(_name(value))
                    if names[-1] != name.encode():
                        continue
                graph += field
            found += _varint(MODEL_GRAPH << 3 | LENGTH_DELIMITED) + _varint(len(graph)) + graph
        else:
            found += whole
    if name.encode() not in names:
        raise ValueError(f"the model has no result {name!r}")
    return bytes(found)


def _name(value: memoryview) -> bytes:
    return next((bytes(content) for number, _, content in _fields(value) if number == VALUE_NAME), b"")


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    # Each field of a protocol buffer: its number, all its bytes, and its content where that has a length.
    at = 0
    while at < len(message):
        key, content = _read_varint(message, at)
        kind = key & 7
        if kind == VARINT:
            _, end = _read_varint(message, content)
        elif kind == LENGTH_DELIMITED:
            length, content = _read_varint(message, content)
            end = content + length
        elif kind in FIXED_BYTES:
            end = content + FIXED_BYTES[kind]
        else:
            raise ValueError(f"a field of wire type {kind} at byte {at}: this is no ONNX model")
        if end > len(message):
            raise ValueError(f"the field at byte {at} ends after the model does: it is cut off")
        yield key >> 3, message[at:end], message[content:end]
        at = end


def _read_varint(message: memoryview, at: int) -> tuple[int, int]:
    # A number in groups of seven bits, the lowest first, and where it ends.
    value = shift = 0
    while True:
        if at >= len(message):
            raise ValueError("the model ends within a number: it is cut off")
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _varint(value: int) -> bytes:
    groups = bytearray()
    while value >= 0x80:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    groups.append(value)
    return bytes(groups)
