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

Coverage::Coverage(HouseholdMapping const& mapping)
    : mapping_(&mapping) {
    for (auto const& input : mapping.inputs)
        understood_.insert(input.variables.begin(), input.variables.end());
    for (auto const& goal : mapping.goals)
        understood_.insert(goal.variable);
    understood_.insert(mapping.without_effect.begin(), mapping.without_effect.end());
}

std::optional<Complaint>
Coverage::refusal(Source const& situation, Family const& family, Month month) const {
    if (family.adults.size() > mapping_->adults.size())
        return Complaint{"not_covered", "more than two parents", "split the family"};
    if (family.children.size() > mapping_->children.size())
        return Complaint{"not_covered", "more than eight children", "no answer here for so many"};
    if (auto complaint = check_companions(situation, family, month)) return complaint;
    return check_known(situation, family, month);
}

std::optional<Complaint>
Coverage::check_companions(Source const& situation, Family const& family, Month month) const {
    for (auto const* members : {&family.adults, &family.children})
        for (auto const& member : *members)
            if (auto complaint = check_companions_of(situation, member, month)) return complaint;
    return std::nullopt;
}

std::optional<Complaint>
Coverage::check_companions_of(Source const& situation, Member const& member, Month month) const {
    auto const& person = instances_of(situation, Entity::person).items[member.index];
    for (auto const& [variable, needs] : mapping_->companions) {
        auto const amount = sum_between(dated_values(person.find(variable)), month - 13, month);
        if (!amount || *amount == 0 || person.find(needs) != nullptr) continue;
        return Complaint{
            "missing",
            "individus/" + member.id + "/" + variable + " is given without " + needs,
            "give " + needs + " for the same months"};
    }
    return std::nullopt;
}

/// What is given and not read would make every amount wrong without a word.
std::optional<Complaint>
Coverage::check_known(Source const& situation, Family const& family, Month month) const {
    for (auto const& [entity, index] : instances_of_family(family)) {
        auto const& instances = instances_of(situation, entity);
        auto const& variables = instances.items[index];
        for (std::size_t i = 0; i < variables.keys.size(); ++i) {
            if (variables.items[i].kind == Source::Kind::list ||
                understood_.contains(variables.keys[i]))
                continue;
            if (!says_something(dated_values(&variables.items[i]), month)) continue;
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
