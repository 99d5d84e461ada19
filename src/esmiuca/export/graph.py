"""The ONNX graph, built node by node from the layer list, so that every result is an output under our own name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from esmiuca.export.layers import DECK, Layer, Network

# Old enough for every runtime, new enough for every operator here.
OPSET = 17
IR_VERSION = 8


def build_graph(
    weights: Mapping[str, np.ndarray], network: Network = DECK, *, weights_inside: bool, halves: bool = False
) -> onnx.ModelProto:
    """The network with the result of every layer as an output.

    Args:
        weights: float32 arrays by PyTorch's names (conv1.weight, …).
        network: its layers, the deck's unless another is given.
        weights_inside: True for a graph that needs only the picture; False for one of a few KB whose weights are
            inputs (onnxruntime-web refuses to override an initializer, but takes any input).
        halves: keep the weights inside in half precision, made float32 by the graph: half the bytes, the same numbers
            where half precision holds them.
    """
    given = helper.make_tensor_value_info(network.input, TensorProto.FLOAT, ["N", *network.input_shape])
    inputs, initializers, nodes = [given], [], []
    for name, values in weights.items():
        if weights_inside and halves:
            initializers.append(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            nodes.append(
                helper.make_node("Cast", [f"{name}.half"], [name], f"{name}.cast", to=TensorProto.FLOAT)
            )
        elif weights_inside:
            initializers.append(numpy_helper.from_array(np.ascontiguousarray(values, dtype=np.float32), name))
        else:
            inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, list(values.shape)))
    outputs = [
        helper.make_tensor_value_info(layer.name, TensorProto.FLOAT, ["N", *layer.shape])
        for layer in network.layers
    ]
    for layer in network.layers:
        nodes += operators(layer)
    graph = helper.make_graph(nodes, network.name, inputs, outputs, initializers)
    model = helper.make_model(
        graph, producer_name="esmiuca", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def operators(layer: Layer) -> list[onnx.NodeProto]:
    """The ONNX operators of one layer: its own, after the constants that it takes as inputs."""

    def constant(key: str, values: np.ndarray) -> onnx.NodeProto:
        name = f"{layer.name}.{key}"
        return helper.make_node("Constant", [], [name], name, value=numpy_helper.from_array(values, name))

    def operator(kind: str, *more: str, **attributes: Any) -> onnx.NodeProto:
        return helper.make_node(kind, [layer.input, *more], [layer.name], layer.name, **attributes)

    weights = [] if layer.module is None else [f"{layer.module}.weight", f"{layer.module}.bias"]
    window = {}
    if layer.kernel_size is not None:
        window = {
            "kernel_shape": [layer.kernel_size] * 2,
            "strides": [layer.stride] * 2,
            "pads": [layer.padding] * 4,
        }
    match layer.op:
        case "conv2d":
            return [operator("Conv", *weights, **window)]
        case "max_pool2d":
            return [operator("MaxPool", **window)]
        case "relu":
            return [operator("Relu")]
        case "flatten":
            return [operator("Flatten", axis=1)]
        case "linear":
            # PyTorch stores a dense layer's weights as (out, in): Gemm transposes them.
            return [operator("Gemm", *weights, transB=1)]
        case "unflatten":
            shape = constant("shape", np.array([-1, *layer.shape], dtype=np.int64))
            return [shape, operator("Reshape", *shape.output)]
        case "upsample2d":
            scale = layer.scale_factor
            scales = constant("scales", np.array([1, 1, scale, scale], dtype=np.float32))
            how = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
            return [scales, operator("Resize", "", *scales.output, **how)]
        case "clamp":
            ends = [
                constant(key, np.array(value, dtype=np.float32)) for key, value in (("min", 0), ("max", 1))
            ]
            return [*ends, operator("Clip", *(name for end in ends for name in end.output))]
