// Any bytes as an expression: read or refused, evaluated or failed, never a crash.
#include "core/eval/evaluator.h"
#include "core/rules/compile.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

prevenance::Program make_program() {
    prevenance::Source model;
    model.kind = prevenance::Source::Kind::map;
    for (auto const* name : {"a", "a . b", "salaire", "x"}) {
        model.keys.emplace_back(name);
        model.items.emplace_back();
    }
    return prevenance::compile(model).value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static auto const program = make_program();
    auto const text = std::string_view(reinterpret_cast<char const*>(data), size);
    prevenance::Evaluator evaluator(program, prevenance::Day{});
    auto const outcome = evaluator.evaluate(text);
    static_cast<void>(outcome.ok());
    auto const taken = evaluator.answer("x", text);
    if (taken.ok()) static_cast<void>(evaluator.evaluate("x").ok());
    return 0;
}
