#include "server/authoring/layered_layout.h"

#include <algorithm>
#include <numeric>

namespace prevenance {

namespace {

constexpr double margin = 24;
constexpr double layer_gap = 72;
constexpr double box_gap = 14;
constexpr double band_head = 30; ///< Room for the name of a group.
constexpr double band_foot = 14;
constexpr double band_gap = 14;
constexpr double passage_height = 6; ///< Of an arrow that passes a layer.
constexpr int sweeps = 12;

/// A box, or a place where an arrow passes a layer.
struct Slot {
    std::size_t group = 0;
    std::size_t layer = 0;
    double width = 0;
    double height = passage_height;
    double centre = 0;               ///< Vertical, within its band.
    std::vector<std::size_t> before; ///< Slots of the layer to the left that lead here.
    std::vector<std::size_t> after;
};

using Arrows = std::vector<std::pair<std::size_t, std::size_t>>;

/// Longest paths from the left. Arrows that close a circle are turned round first.
class Layers {
public:
    Layers(std::size_t boxes, Arrows const& arrows)
        : targets_(boxes)
        , layers_(boxes)
        , states_(boxes) {
        for (auto const& [from, to] : arrows)
            if (from != to) targets_[from].push_back(to);
        for (std::size_t box = 0; box < boxes; ++box)
            visit_from(box);
        rank_.resize(boxes);
        for (std::size_t i = 0; i < boxes; ++i)
            rank_[order_[i]] = boxes - i;
        for (auto box = order_.rbegin(); box != order_.rend(); ++box)
            for (auto const next : ahead(*box))
                layers_[next] = std::max(layers_[next], layers_[*box] + 1);
        pull_right();
    }

    std::vector<std::size_t> const& layers() const { return layers_; }

private:
    struct Step {
        std::size_t box;
        std::size_t at = 0;
    };

    /// A depth-first search: a box is done after all that it points to.
    void visit_from(std::size_t start) {
        if (states_[start] != 0) return;
        std::vector<Step> steps{{start}};
        states_[start] = 1;
        while (!steps.empty()) {
            auto& step = steps.back();
            if (step.at == targets_[step.box].size()) {
                states_[step.box] = 2;
                order_.push_back(step.box);
                steps.pop_back();
                continue;
            }
            auto const next = targets_[step.box][step.at++];
            if (states_[next] != 0) continue;
            states_[next] = 1;
            steps.push_back({next});
        }
    }

    /// What a box points to, without the arrows back in the search.
    std::vector<std::size_t> ahead(std::size_t box) const {
        std::vector<std::size_t> found;
        for (auto const next : targets_[box])
            if (rank_[next] > rank_[box]) found.push_back(next);
        return found;
    }

    /// What nothing points to stands just left of the first box it points to.
    void pull_right() {
        std::vector<bool> is_pointed_to(targets_.size());
        for (std::size_t box = 0; box < targets_.size(); ++box)
            for (auto const next : ahead(box))
                is_pointed_to[next] = true;
        for (std::size_t box = 0; box < targets_.size(); ++box) {
            auto const next = ahead(box);
            if (is_pointed_to[box] || next.empty()) continue;
            auto nearest = layers_[next.front()];
            for (auto const each : next)
                nearest = std::min(nearest, layers_[each]);
            layers_[box] = nearest - 1;
        }
    }

    std::vector<std::vector<std::size_t>> targets_;
    std::vector<std::size_t> layers_;
    std::vector<int> states_;
    std::vector<std::size_t> order_; ///< The first done come first.
    std::vector<std::size_t> rank_;
};

class LayeredLayout {
public:
    LayeredLayout(std::vector<LayoutBox> boxes, Arrows const& arrows, std::size_t groups)
        : groups_(groups) {
        layout_.boxes = std::move(boxes);
        auto const layers = Layers(layout_.boxes.size(), arrows).layers();
        for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
            auto const& box = layout_.boxes[i];
            slots_.push_back({box.group, layers[i], box.width, box.height, 0, {}, {}});
        }
        for (auto const& [from, to] : arrows)
            if (from != to) chains_.push_back(add_chain(from, to));
        fill_cells();
    }

    Layout run() && {
        for (int sweep = 0; sweep < sweeps; ++sweep)
            settle(sweep % 2 == 0);
        place_bands();
        place_boxes();
        place_arrows();
        return std::move(layout_);
    }

private:
    /// The slots of an arrow from left to right, whichever way it points.
    struct Chain {
        std::size_t from;
        std::size_t to;
        std::vector<std::size_t> slots;
    };

    Chain add_chain(std::size_t from, std::size_t to) {
        Chain chain{from, to, {}};
        bool const leads_back = slots_[from].layer > slots_[to].layer;
        auto const left = leads_back ? to : from;
        auto const right = leads_back ? from : to;
        chain.slots.push_back(left);
        for (auto layer = slots_[left].layer + 1; layer < slots_[right].layer; ++layer) {
            Slot passage;
            passage.group = slots_[right].group;
            passage.layer = layer;
            chain.slots.push_back(slots_.size());
            slots_.push_back(std::move(passage));
        }
        chain.slots.push_back(right);
        for (std::size_t i = 1; i < chain.slots.size(); ++i) {
            slots_[chain.slots[i - 1]].after.push_back(chain.slots[i]);
            slots_[chain.slots[i]].before.push_back(chain.slots[i - 1]);
        }
        return chain;
    }

    std::vector<std::size_t>& cell(std::size_t group, std::size_t layer) {
        return cells_[group * layers_ + layer];
    }

    void fill_cells() {
        for (auto const& slot : slots_)
            layers_ = std::max(layers_, slot.layer + 1);
        cells_.resize(groups_ * layers_);
        for (std::size_t i = 0; i < slots_.size(); ++i)
            cell(slots_[i].group, slots_[i].layer).push_back(i);
        band_heights_.resize(groups_);
        for (std::size_t group = 0; group < groups_; ++group)
            for (std::size_t layer = 0; layer < layers_; ++layer)
                band_heights_[group] =
                    std::max(band_heights_[group], height_of(cell(group, layer)));
        for (auto& slots : cells_)
            stack(slots);
    }

    double height_of(std::vector<std::size_t> const& slots) const {
        double height = 0;
        for (auto const slot : slots)
            height += slots_[slot].height + box_gap;
        return std::max(height - box_gap, 0.0);
    }

    /// One below the other, in the middle of the band.
    void stack(std::vector<std::size_t> const& slots) {
        if (slots.empty()) return;
        auto top = (band_heights_[slots_[slots.front()].group] - height_of(slots)) / 2;
        for (auto const slot : slots) {
            slots_[slot].centre = top + slots_[slot].height / 2;
            top += slots_[slot].height + box_gap;
        }
    }

    double band_top(std::size_t group) const {
        return std::accumulate(
            band_heights_.begin(),
            band_heights_.begin() + static_cast<std::ptrdiff_t>(group),
            margin + band_head,
            [](double top, double height) {
                return top + height + band_foot + band_gap + band_head;
            }
        );
    }

    double absolute(std::size_t slot) const {
        return band_top(slots_[slot].group) + slots_[slot].centre;
    }

    /// Brings every slot near its neighbours of one side, layer after layer from that side.
    void settle(bool from_left) {
        for (std::size_t i = 0; i < layers_; ++i)
            for (std::size_t group = 0; group < groups_; ++group)
                settle_cell(cell(group, from_left ? i : layers_ - 1 - i), from_left);
    }

    double wish(std::size_t index, bool from_left) const {
        auto const& slot = slots_[index];
        auto const& neighbours = from_left ? slot.before : slot.after;
        if (neighbours.empty()) return slot.centre;
        double sum = 0;
        for (auto const neighbour : neighbours)
            sum += absolute(neighbour);
        return sum / static_cast<double>(neighbours.size()) - band_top(slot.group);
    }

    void settle_cell(std::vector<std::size_t>& slots, bool from_left) {
        std::vector<std::pair<double, std::size_t>> wishes;
        for (auto const slot : slots)
            wishes.emplace_back(wish(slot, from_left), slot);
        std::stable_sort(wishes.begin(), wishes.end(), [](auto const& left, auto const& right) {
            return left.first < right.first;
        });
        double free_from = 0;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            slots[i] = wishes[i].second;
            auto& slot = slots_[slots[i]];
            slot.centre = std::max(wishes[i].first, free_from + slot.height / 2);
            free_from = slot.centre + slot.height / 2 + box_gap;
        }
        push_into_band(slots);
    }

    void push_into_band(std::vector<std::size_t> const& slots) {
        if (slots.empty()) return;
        auto free_to = band_heights_[slots_[slots.front()].group];
        for (auto index = slots.rbegin(); index != slots.rend(); ++index) {
            auto& slot = slots_[*index];
            slot.centre = std::min(slot.centre, free_to - slot.height / 2);
            free_to = slot.centre - slot.height / 2 - box_gap;
        }
    }

    void place_bands() {
        for (std::size_t group = 0; group < groups_; ++group)
            layout_.bands.push_back(
                {band_top(group) - band_head, band_heights_[group] + band_head + band_foot}
            );
        layout_.height = band_top(groups_) - band_head - band_gap + margin;
    }

    void place_boxes() {
        std::vector<double> widths(layers_);
        for (auto const& slot : slots_)
            widths[slot.layer] = std::max(widths[slot.layer], slot.width);
        lefts_.assign(layers_ + 1, 2 * margin);
        for (std::size_t layer = 0; layer < layers_; ++layer)
            lefts_[layer + 1] = lefts_[layer] + widths[layer] + layer_gap;
        layout_.width = lefts_[layers_] - layer_gap + 2 * margin;
        for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
            auto& box = layout_.boxes[i];
            box.x = lefts_[slots_[i].layer];
            box.y = absolute(i) - box.height / 2;
        }
    }

    void place_arrows() {
        for (auto const& chain : chains_) {
            LayoutArrow arrow{chain.from, chain.to, {}};
            for (auto const index : chain.slots) {
                auto const& slot = slots_[index];
                bool const is_box = index < layout_.boxes.size();
                auto const left = lefts_[slot.layer];
                auto const right = lefts_[slot.layer + 1] - layer_gap;
                bool const is_first = index == chain.slots.front();
                bool const is_last = index == chain.slots.back();
                if (!is_first) arrow.points.push_back({left, absolute(index)});
                if (is_last) continue;
                // Along the layer first: boxes beside may be wider.
                if (is_box) arrow.points.push_back({left + slot.width, absolute(index)});
                arrow.points.push_back({right, absolute(index)});
            }
            bool const leads_back = chain.slots.front() != chain.from;
            if (leads_back) std::reverse(arrow.points.begin(), arrow.points.end());
            layout_.arrows.push_back(std::move(arrow));
        }
    }

    std::size_t groups_;
    std::size_t layers_ = 1;
    Layout layout_;
    std::vector<Slot> slots_; ///< The boxes first.
    std::vector<Chain> chains_;
    std::vector<std::vector<std::size_t>> cells_;
    std::vector<double> band_heights_;
    std::vector<double> lefts_;
};

} // namespace

Layout lay_out(
    std::vector<LayoutBox> boxes,
    std::vector<std::pair<std::size_t, std::size_t>> const& arrows,
    std::size_t groups
) {
    return LayeredLayout(std::move(boxes), arrows, groups).run();
}

} // namespace prevenance
