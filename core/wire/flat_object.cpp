#include "core/wire/flat_object.h"

#include "core/wire/json.h"

#include <algorithm>
#include <utility>

namespace prevenance {

Result<FlatObject> FlatObject::parse(std::string_view text) {
    nlohmann::json const tree = TRY(parse_json(text));
    if (!tree.is_object()) return Error{ErrorCode::bad_input, "not a JSON object"};
    FlatObject object;
    for (auto const& [name, value] : tree.items()) {
        Member member;
        member.name = name;
        if (value.is_null()) continue;
        if (value.is_string()) {
            member.text = value.get<std::string>();
        } else if (value.is_number()) {
            member.kind = Member::Kind::number;
            member.number = value.get<double>();
        } else if (value.is_boolean()) {
            member.kind = Member::Kind::boolean;
            member.boolean = value.get<bool>();
        } else {
            return Error{ErrorCode::bad_input, "member " + name + " is nested"};
        }
        object.members_.push_back(std::move(member));
    }
    return object;
}

Result<FlatObject::Member const*> FlatObject::find(std::string_view name, Member::Kind kind) const {
    static Member const absent;
    auto const found = std::find_if(members_.begin(), members_.end(), [name](auto const& member) {
        return member.name == name;
    });
    if (found == members_.end()) return &absent;
    if (found->kind != kind) {
        return Error{ErrorCode::bad_input, "member " + found->name + " is of another type"};
    }
    return &*found;
}

Result<std::string> FlatObject::text(std::string_view name) const {
    return TRY(find(name, Member::Kind::text))->text;
}

Result<double> FlatObject::number(std::string_view name) const {
    return TRY(find(name, Member::Kind::number))->number;
}

Result<bool> FlatObject::boolean(std::string_view name) const {
    return TRY(find(name, Member::Kind::boolean))->boolean;
}

bool FlatObject::has(std::string_view name) const {
    return std::any_of(members_.begin(), members_.end(), [name](auto const& member) {
        return member.name == name;
    });
}

} // namespace prevenance
