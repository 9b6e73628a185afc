// Any bytes: parse_json answers; what it accepts, written and read again, is the same tree.
#include "core/wire/json.h"

#include "core/base/ensure.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const tree = prevenance::parse_json(text);
    if (!tree.ok()) {
        ENSURE(tree.error().message.starts_with("JSON, line "));
        return 0;
    }
    auto const again = prevenance::parse_json(prevenance::format_json(tree.value()));
    ENSURE(again.ok());
    ENSURE(again.value() == tree.value());
    return 0;
}
