// One JSON object without nesting: named texts, numbers, yes or no. For short messages.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

class FlatObject {
public:
    /// Errors: what parse_json() refuses, another JSON value than an object, a nested member.
    static Result<FlatObject> parse(std::string_view text);

    /// Errors (all three): the member is of another type. Absent or null is "", 0, false.
    Result<std::string> text(std::string_view name) const;
    Result<double> number(std::string_view name) const;
    Result<bool> boolean(std::string_view name) const;

    /// False when the member is absent or null.
    bool has(std::string_view name) const;

private:
    struct Member {
        enum class Kind : std::uint8_t { text, number, boolean };
        std::string name;
        Kind kind = Kind::text;
        std::string text;
        double number = 0;
        bool boolean = false;
    };

    Result<Member const*> find(std::string_view name, Member::Kind kind) const;

    std::vector<Member> members_;
};

} // namespace prevenance
