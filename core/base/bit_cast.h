// std::bit_cast, which the standard library of the browser's toolchain lacks.
#pragma once

namespace prevenance {

/// The same bits, read as another type of the same size.
template <typename To, typename From>
constexpr To bit_cast(From const& from) {
    return __builtin_bit_cast(To, from);
}

} // namespace prevenance
