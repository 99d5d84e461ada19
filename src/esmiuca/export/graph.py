"""The ONNX graph, built node by node from the layer list, so that every result is an output under our own name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from esmiuca.export.layers import DECK, Layer, Network

# Old enough for every runtime in use, new enough for all that the network needs.
OPSET = 17
IR_VERSION = 8


def build_graph(
    weights: Mapping[str, np.ndarray], network: Network = DECK, *, weights_inside: bool
) -> onnx.ModelProto:
    """The network with the result of every layer as an output.

    Args:
        weights: float32 arrays by PyTorch's names (conv1.weight, …).
        network: its layers, the deck's unless another is given.
        weights_inside: True for a graph that needs only the picture; False for one of a few KB whose weights are
            inputs (onnxruntime-web refuses to override an initializer, but takes any input).
    """
    picture = helper.make_tensor_value_info(network.input, TensorProto.FLOAT, ["N", *network.picture])
    inputs, initializers = [picture], []
    for name, values in weights.items():
        if weights_inside:
            initializers.append(numpy_helper.from_array(np.ascontiguousarray(values, dtype=np.float32), name))
        else:
            inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, list(values.shape)))
    outputs = [
        helper.make_tensor_value_info(layer.name, TensorProto.FLOAT, ["N", *layer.shape])
        for layer in network.layers
    ]
    nodes = [node(layer) for layer in network.layers]
    graph = helper.make_graph(nodes, network.name, inputs, outputs, initializers)
    model = helper.make_model(
        graph, producer_name="esmiuca", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def node(layer: Layer) -> onnx.NodeProto:
    """The ONNX operator of one layer."""
    inputs: Iterable[str] = [layer.input]
    if layer.module is not None:
        inputs = [layer.input, f"{layer.module}.weight", f"{layer.module}.bias"]
    window = {}
    if layer.kernel_size is not None:
        window = {
            "kernel_shape": [layer.kernel_size] * 2,
            "strides": [layer.stride] * 2,
            "pads": [layer.padding] * 4,
        }
    match layer.op:
        case "conv2d":
            return helper.make_node("Conv", inputs, [layer.name], layer.name, **window)
        case "max_pool2d":
            return helper.make_node("MaxPool", inputs, [layer.name], layer.name, **window)
        case "relu":
            return helper.make_node("Relu", inputs, [layer.name], layer.name)
        case "flatten":
            return helper.make_node("Flatten", inputs, [layer.name], layer.name, axis=1)
        case "linear":
            # PyTorch stores a dense layer's weights as (out, in): Gemm transposes them.
            return helper.make_node("Gemm", inputs, [layer.name], layer.name, transB=1)
