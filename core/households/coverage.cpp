#include "core/households/coverage.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

std::vector<std::pair<Entity, std::size_t>> instances_of_family(Family const& family) {
    std::vector<std::pair<Entity, std::size_t>> instances{{Entity::family, family.index}};
    for (auto const* members : {&family.adults, &family.children})
        for (auto const& member : *members)
            instances.emplace_back(Entity::person, member.index);
    if (family.dwelling) instances.emplace_back(Entity::dwelling, *family.dwelling);
    for (auto const index : family.tax_households)
        instances.emplace_back(Entity::tax_household, index);
    return instances;
}

/// Whether a value of the last three years is neither zero nor false. Words are not judged: which
/// one is usual, only OpenFisca knows.
bool says_something(std::span<DatedValue const> values, Month month) {
    constexpr int months_read = 36;
    return std::any_of(values.begin(), values.end(), [&](DatedValue const& dated) {
        auto const& [period, value] = dated;
        bool const read = period.is_eternity() ||
            (period.first <= month && period.first + period.months > month - months_read);
        bool const number = value->kind == Source::Kind::number && value->number != 0;
        return read && (number || (value->kind == Source::Kind::boolean && value->boolean));
    });
}

} // namespace

std::optional<Complaint>
Coverage::refusal(SituationIndex& situation, Family const& family, Month month) const {
    if (family.adults.size() > mapping_->adults.size())
        return Complaint{"not_covered", "more than two parents", "split the family"};
    if (family.children.size() > mapping_->children.size())
        return Complaint{"not_covered", "more than eight children", "no answer here for so many"};
    if (auto complaint = check_companions(situation, family, month)) return complaint;
    return check_read(situation, family, month);
}

std::optional<Complaint>
Coverage::check_companions(SituationIndex& situation, Family const& family, Month month) const {
    for (auto const* members : {&family.adults, &family.children})
        for (auto const& member : *members)
            if (auto complaint = check_companions_of(situation, member, month)) return complaint;
    return std::nullopt;
}

std::optional<Complaint>
Coverage::check_companions_of(SituationIndex& situation, Member const& member, Month month) const {
    for (auto const& [variable, needs, variable_id, needs_id] : mapping_->companions) {
        auto const values = situation.values(Entity::person, member.index, variable_id);
        auto const amount = sum_between(values, month - 13, month);
        if (!amount || *amount == 0) continue;
        if (situation.is_given(Entity::person, member.index, needs_id)) continue;
        return Complaint{
            "missing",
            "individus/" + member.id + "/" + variable + " is given without " + needs,
            "give " + needs + " for the same months"};
    }
    return std::nullopt;
}

/// What is given and not read would make every amount wrong without a word.
std::optional<Complaint>
Coverage::check_read(SituationIndex const& situation, Family const& family, Month month) const {
    for (auto const& [entity, index] : instances_of_family(family)) {
        auto const& instances = instances_of(situation.situation(), entity);
        auto const& variables = instances.items[index];
        for (auto const i : situation.unread(entity, index)) {
            auto const& variable = variables.items[i];
            if (variable.kind == Source::Kind::list) continue; // The persons of a role.
            if (!says_something(dated_values(variable), month)) continue;
            return Complaint{
                "not_covered",
                std::string(plural_of(entity)) + '/' + instances.keys[index] + '/' +
                    variables.keys[i] + " is given, and nothing here takes it into account",
                "leave it out if the answer may do without; else ask elsewhere"};
        }
    }
    return std::nullopt;
}

} // namespace prevenance
