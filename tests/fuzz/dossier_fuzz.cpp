// Any bytes: parse_dossier answers; what it accepts is summarised or refused, and what is
// summarised, written and read again, is the same dossier.
#include "core/base/ensure.h"
#include "core/wire/dossier_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const dossier = prevenance::parse_dossier(text);
    if (!dossier.ok()) return 0;
    prevenance::Day const today{std::chrono::days{20'000}};
    auto const written = json_of(dossier.value(), today);
    if (!written.ok()) return 0;
    auto const again = prevenance::parse_dossier(prevenance::format_json(written.value()));
    ENSURE(again.ok());
    ENSURE(again.value().events == dossier.value().events);
    ENSURE(again.value().procedure == dossier.value().procedure);
    return 0;
}
