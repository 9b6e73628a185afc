// Persons who come one by one, in columns of one lane: what `prevenance calculate` does once a
// month was asked about often enough.
#pragma once

#include "bench/persons.h"
#include "core/eval/columns.h"
#include "core/rules/program.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

class LonePersons {
public:
    /// Settings are fixed, every answer of a person may be another one. Nothing when columns cannot
    /// tell these goals.
    static std::optional<LonePersons>
    plan(prevenance::Program const& program, Persons const& persons);

    /// What the numbers of all goals sum up to. One person or the other, by turns.
    double answer_all(std::size_t person);

private:
    explicit LonePersons(prevenance::ColumnsPlan plan)
        : plan_(std::make_unique<prevenance::ColumnsPlan>(std::move(plan)))
        , runner_(*plan_, 1) {}

    std::unique_ptr<prevenance::ColumnsPlan> plan_; ///< Stays where it is: the runner's.
    prevenance::ColumnsRunner runner_;
    std::array<std::vector<double>, 2> values_;
    std::array<std::vector<std::span<double const>>, 2> columns_; ///< Of one value each.
};
