#include "core/households/household.h"

#include "core/households/situation_index.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>

namespace prevenance {

namespace {

using People = std::map<std::string, std::size_t, std::less<>>;

Error wrong(std::string const& path, std::string const& reason, std::string const& remedy) {
    return Error{ErrorCode::bad_input, path + ": " + reason + "; " + remedy};
}

Status check_entities(Source const& situation) {
    if (situation.kind != Source::Kind::map)
        return wrong("$", "no situation", "give an object with individus, familles and menages");
    for (auto const entity :
         {Entity::person, Entity::family, Entity::dwelling, Entity::tax_household}) {
        std::string const name(plural_of(entity));
        auto const& instances = instances_of(situation, entity);
        auto const* given = situation.find(name);
        if (given != nullptr && given->kind != Source::Kind::map)
            return wrong(name, "no object", "name each one: {\"" + name + "\": {\"a\": {}}}");
        for (std::size_t i = 0; i < instances.items.size(); ++i)
            if (instances.items[i].kind != Source::Kind::map)
                return wrong(name + '/' + instances.keys[i], "no object", "give its variables");
    }
    return Done{};
}

/// The persons that a role names: one name or a list of them.
Result<std::vector<Member>>
members(Source const& group, std::string_view role, People const& people, std::string const& path) {
    std::vector<Member> found;
    auto const* const names = group.find(role);
    if (names == nullptr || names->kind == Source::Kind::null) return found;
    bool const list = names->kind == Source::Kind::list;
    for (auto const& name : list ? std::span(names->items) : std::span(names, 1)) {
        std::string const place = path + '/' + std::string(role);
        if (name.kind != Source::Kind::text)
            return wrong(place, "not the name of a person", "list names of individus");
        auto const person = people.find(name.text);
        if (person == people.end())
            return wrong(place, "nobody in individus has this name", "list names of individus");
        found.push_back({name.text, person->second});
    }
    return found;
}

/// The groups of an entity that hold one of the adults, by any of the roles.
Result<std::vector<std::size_t>> groups_with(
    Source const& situation,
    Entity entity,
    std::span<std::string_view const> roles,
    std::span<Member const> adults,
    People const& people
) {
    std::vector<std::size_t> found;
    auto const& groups = instances_of(situation, entity);
    for (std::size_t i = 0; i < groups.items.size(); ++i) {
        std::string const path = std::string(plural_of(entity)) + '/' + groups.keys[i];
        bool inside = false;
        for (auto const role : roles)
            for (auto const& member : TRY(members(groups.items[i], role, people, path)))
                inside =
                    inside || std::any_of(adults.begin(), adults.end(), [&](auto const& adult) {
                        return adult.index == member.index;
                    });
        if (inside) found.push_back(i);
    }
    return found;
}

Result<Family> read_family(Source const& situation, std::size_t index, People const& people) {
    constexpr std::string_view dwelling_roles[] = {
        "personne_de_reference", "conjoint", "enfants", "autres"};
    constexpr std::string_view tax_roles[] = {"declarants", "personnes_a_charge"};
    auto const& families = instances_of(situation, Entity::family);
    std::string const path = "familles/" + families.keys[index];
    Family family;
    family.index = index;
    family.adults = TRY(members(families.items[index], "parents", people, path));
    family.children = TRY(members(families.items[index], "enfants", people, path));
    if (family.adults.empty())
        return wrong(path, "no parents", "name one adult at least under parents");
    auto const first = std::span(family.adults).first(1);
    auto const dwellings =
        TRY(groups_with(situation, Entity::dwelling, dwelling_roles, first, people));
    if (!dwellings.empty()) family.dwelling = dwellings.front();
    family.tax_households =
        TRY(groups_with(situation, Entity::tax_household, tax_roles, family.adults, people));
    return family;
}

Status check_everyone_once(std::vector<Family> const& families, Source const& persons) {
    std::vector<int> times(persons.items.size());
    for (auto const& family : families)
        for (auto const* members : {&family.adults, &family.children})
            for (auto const& member : *members)
                ++times[member.index];
    for (std::size_t i = 0; i < times.size(); ++i) {
        std::string const path = "individus/" + persons.keys[i];
        if (times[i] == 0) return wrong(path, "in no family", "name the person in familles");
        if (times[i] > 1) return wrong(path, "in families twice", "name each person once");
    }
    return Done{};
}

} // namespace

Result<std::vector<Family>> read_families(Source const& situation) {
    TRY(check_entities(situation));
    auto const& persons = instances_of(situation, Entity::person);
    People people;
    for (std::size_t i = 0; i < persons.keys.size(); ++i)
        people.emplace(persons.keys[i], i);
    std::vector<Family> families;
    for (std::size_t i = 0; i < instances_of(situation, Entity::family).items.size(); ++i)
        families.push_back(TRY(read_family(situation, i, people)));
    TRY(check_everyone_once(families, persons));
    return families;
}

} // namespace prevenance
