// The part of Reader that makes nodes.
#include "core/rules/reader.h"

namespace prevenance {

NodeIndex Reader::boolean(bool value) {
    Constant made;
    made.kind = Constant::Kind::boolean;
    made.boolean = value;
    return constant(made);
}

NodeIndex Reader::number(double value) {
    Constant made;
    made.kind = Constant::Kind::number;
    made.number = value;
    return constant(made);
}

NodeIndex Reader::not_applicable() {
    Constant made;
    made.kind = Constant::Kind::not_applicable;
    return constant(made);
}

NodeIndex Reader::make(Op op, NodeIndex a, NodeIndex b, NodeIndex c) {
    ProgramNode node;
    node.op = op;
    node.a = a;
    node.b = b;
    node.c = c;
    return program_->add_node(node);
}

} // namespace prevenance
