// Any bytes after the mark: Places::open answers, and what it accepts can be asked anything.
#include "core/aids/places.h"

#include "core/base/ensure.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    auto const opened = prevenance::Places::open("PVP1" + std::string(bytes));
    if (!opened.ok()) return 0;
    auto const& places = opened.value();
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto const place = places.at(i);
        ENSURE(places.find_commune(place.commune).has_value());
        for (auto const& code : places.postal_codes(i))
            ENSURE(!places.find_postal_code(code).empty());
    }
    places.find_commune(bytes.substr(0, 5));
    return 0;
}
