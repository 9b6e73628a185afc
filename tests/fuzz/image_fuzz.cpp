// Any bytes as an image of rules: read or refused; every rule evaluated or failed; no crash.
#include "core/eval/evaluator.h"
#include "core/rules/image.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const bytes = std::string_view(reinterpret_cast<char const*>(data), size);
    auto const program = prevenance::read_image(bytes);
    if (!program.ok()) return 0;
    prevenance::Evaluator evaluator(program.value(), prevenance::Day{});
    for (prevenance::RuleId rule = 0; rule < program.value().rules.size(); ++rule)
        static_cast<void>(evaluator.evaluate(program.value().name_of(rule)).ok());
    return 0;
}
