// Any bytes as a model in JSON: checked; compiled or refused; every rule evaluated or failed; no
// crash.
#include "core/check/model_check.h"
#include "core/eval/evaluator.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const text = std::string_view(reinterpret_cast<char const*>(data), size);
    auto const model = prevenance::parse_model_json(text);
    if (!model.ok()) return 0;
    static_cast<void>(prevenance::review_model(model.value(), {}, prevenance::Day{}));
    auto const program = prevenance::compile(model.value());
    if (!program.ok()) return 0;
    prevenance::Evaluator evaluator(program.value(), prevenance::Day{});
    for (prevenance::RuleId rule = 0; rule < program.value().rules.size(); ++rule)
        static_cast<void>(evaluator.evaluate(program.value().name_of(rule)).ok());
    return 0;
}
