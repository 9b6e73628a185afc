// Goal: the operations turn what is shown into what should be shown, and no more than needed.
// Method: a document made of plain structs carries out the JSON that the page would receive. Small
// changes are compared with the exact operations; random pairs of trees with the outcome.
#include "web/dom/patch.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>

using prevenance::JsonWriter;
using prevenance::Node;
using prevenance::NodeId;
using prevenance::Role;
using prevenance::Tree;
using prevenance::TreeBuilder;

namespace {

std::string operations(Tree const& before, Tree const& after) {
    JsonWriter json;
    prevenance::write_operations(json, prevenance::diff(before, after), after);
    return json.take();
}

/// What the browser's document is to the page: elements that hold elements.
class Document {
public:
    void apply(std::string const& text) {
        auto const list = nlohmann::json::parse(text);
        for (auto const& operation : list)
            apply_one(operation);
    }

    /// Every element in reading order, with its depth and its fields.
    std::string print(NodeId id = 0, std::size_t depth = 0) const {
        std::string out;
        for (NodeId const child : elements_.at(id).children) {
            out.append(depth, ' ');
            out += std::to_string(child) + ' ' + elements_.at(child).fields + '\n';
            out += print(child, depth + 1);
        }
        return out;
    }

private:
    struct Element {
        NodeId parent = 0;
        std::string fields;
        std::vector<NodeId> children;
    };

    void apply_one(nlohmann::json const& operation) {
        auto const kind = operation[0].get<std::string>();
        auto const id = operation[1].get<NodeId>();
        if (kind == "r") {
            detach(id);
            forget(id);
        } else if (kind == "c") {
            REQUIRE(elements_.find(id) == elements_.end());
            elements_[id].fields = fields(operation, 4);
            attach(id, operation[2].get<NodeId>(), operation[3].get<NodeId>());
        } else if (kind == "m") {
            detach(id);
            attach(id, operation[2].get<NodeId>(), operation[3].get<NodeId>());
        } else {
            REQUIRE(kind == "u");
            elements_.at(id).fields = fields(operation, 2);
        }
    }

    static std::string fields(nlohmann::json const& operation, std::size_t first) {
        std::string out;
        for (std::size_t i = first; i < operation.size(); ++i)
            out += operation[i].dump() + ' ';
        return out;
    }

    void attach(NodeId id, NodeId parent, NodeId previous) {
        elements_.at(id).parent = parent;
        auto& siblings = elements_.at(parent).children;
        auto place = siblings.begin();
        if (previous != 0) {
            place = std::find(siblings.begin(), siblings.end(), previous);
            REQUIRE(place != siblings.end());
            ++place;
        }
        siblings.insert(place, id);
    }

    void detach(NodeId id) {
        auto& siblings = elements_.at(elements_.at(id).parent).children;
        siblings.erase(std::find(siblings.begin(), siblings.end(), id));
    }

    void forget(NodeId id) {
        for (NodeId const child : elements_.at(id).children)
            forget(child);
        elements_.erase(id);
    }

    std::map<NodeId, Element> elements_{{0, {}}};
};

Document shown(Tree const& tree) {
    Document document;
    document.apply(operations(Tree{}, tree));
    return document;
}

/// Draws a tree whose keys, roles and order overlap with those of other draws.
class RandomTrees {
public:
    explicit RandomTrees(unsigned seed)
        : random_(seed) {}

    Tree draw() {
        Tree tree;
        TreeBuilder builder(tree);
        grow(builder, 0);
        return tree;
    }

private:
    unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

    void grow(TreeBuilder& builder, int depth) {
        std::string keys = "abcdefgh";
        for (std::size_t i = keys.size(); i > 1; --i)
            std::swap(keys[i - 1], keys[below(static_cast<unsigned>(i))]);
        keys.resize(below(7));
        for (char const key : keys) {
            auto const role = below(8) == 0 ? Role::card : Role::section;
            auto const scope = builder.open(role, std::string(1, key));
            Node& node = builder.innermost();
            node.text = below(4) == 0 ? "two" : "one";
            node.checked = below(6) == 0;
            node.level = below(12) == 0 ? 2 : 0;
            if (depth < 2) grow(builder, depth + 1);
        }
    }

    std::mt19937 random_;
};

Tree list_of(std::string_view keys) {
    Tree tree;
    TreeBuilder builder(tree);
    auto const list = builder.open(Role::list, "list");
    for (char const key : keys)
        builder.add(Role::item, std::string(1, key), std::string(1, key));
    return tree;
}

std::string letter_of(NodeId id, Tree const& before, Tree const& after) {
    Node const* node = prevenance::find_node(after, id);
    return node != nullptr ? node->text : prevenance::find_node(before, id)->text;
}

/// `move e after a` and so on, in letters.
std::string plain(std::string_view keys_before, std::string_view keys_after) {
    Tree const before = list_of(keys_before);
    Tree const after = list_of(keys_after);
    std::string out;
    for (auto const& operation : prevenance::diff(before, after)) {
        constexpr char const* names[] = {"remove ", "create ", "move ", "update "};
        out += names[static_cast<std::size_t>(operation.kind)];
        out += letter_of(operation.id, before, after);
        if (operation.previous != 0)
            out += " after " + letter_of(operation.previous, before, after);
        out += "; ";
    }
    return out;
}

} // namespace

TEST_CASE("diff: the same tree needs nothing") {
    CHECK(operations(list_of("abc"), list_of("abc")) == "[]");
    CHECK(operations(Tree{}, Tree{}) == "[]");
}

TEST_CASE("diff: as few operations as the change has parts") {
    CHECK(plain("abc", "abcd") == "create d after c; ");
    CHECK(plain("abc", "xabc") == "create x; ");
    CHECK(plain("abc", "ac") == "remove b; ");
    CHECK(plain("abcde", "eabcd") == "move e; ");
    CHECK(plain("abcde", "bcdea") == "move a after e; ");
    CHECK(plain("abcde", "acbde") == "move c after a; ");
    CHECK(plain("abcd", "dcba") == "move d; move c after d; move b after c; ");
    CHECK(plain("abc", "cxb") == "remove a; move c; create x after c; ");
}

TEST_CASE("diff: a node is updated in place, or made anew when its element would be another") {
    Tree const before = list_of("a");
    NodeId const list = before.nodes[0].id;
    NodeId const item = before.nodes[1].id;
    Tree after = before;
    after.nodes[1].text = "\"b\"\n\\";
    CHECK(
        operations(before, after) ==
        "[[\"u\"," + std::to_string(item) +
            ",23,0,0,0,0,0,\"\\\"b\\\"\\u000a\\\\\",\"\",\"\",\"\",\"\",\"\",\"\"]]"
    );
    after = before;
    after.nodes[1].action = "go"; // Stays in C++: the document need not know.
    CHECK(operations(before, after) == "[]");
    after = before;
    after.nodes[0].role = Role::section; // What it holds goes and comes with it.
    CHECK(
        operations(before, after) ==
        "[[\"r\"," + std::to_string(list) + "],[\"c\"," + std::to_string(list) +
            ",0,0,4,0,0,0,0,0,\"\",\"\",\"\",\"\",\"\",\"\",\"\"],[\"c\"," + std::to_string(item) +
            "," + std::to_string(list) + ",0,23,0,0,0,0,0,\"a\",\"\",\"\",\"\",\"\",\"\",\"\"]]"
    );
}

TEST_CASE("diff: carried out, the operations of random pairs of trees give the tree to come") {
    RandomTrees trees(20'261'124);
    Tree before = trees.draw();
    Document document = shown(before);
    std::size_t nodes = 0;
    for (int round = 0; round < 300; ++round) {
        Tree const after = trees.draw();
        document.apply(operations(before, after));
        REQUIRE(document.print() == shown(after).print());
        nodes += after.nodes.size();
        before = after;
    }
    CHECK(nodes > 3'000); // The draws are worth the name.
}

TEST_CASE("focus: a new page's title, a new question, an alert that has just come; else stays") {
    struct Screen {
        std::string path;
        std::string title;
        std::string alert;
    };

    auto const tree_of = [](Screen const& screen) {
        Tree tree;
        tree.path = screen.path;
        TreeBuilder builder(tree);
        builder.add(Role::heading, "title", screen.title).level = 1;
        builder.add(Role::alert, "alert", screen.alert);
        return tree;
    };
    auto const focus = [&](Screen const& from, Screen const& to) -> std::string {
        Tree const before = tree_of(from);
        Tree const after = tree_of(to);
        NodeId const id = prevenance::focus_after(before, after);
        if (id == 0) return "stays";
        return prevenance::find_node(after, id)->text;
    };
    CHECK(focus({"/", "Welcome", ""}, {"/", "Welcome", ""}) == "stays");
    CHECK(focus({"/", "Welcome", ""}, {"/aides", "Aids", ""}) == "Aids");
    CHECK(focus({"/aides", "Question 1", ""}, {"/aides", "Question 2", ""}) == "Question 2");
    CHECK(focus({"/aides", "Aids", ""}, {"/aides", "Aids", "Five digits"}) == "Five digits");
    CHECK(focus({"/aides", "Aids", "Five digits"}, {"/aides", "Aids", "Five"}) == "stays");
    CHECK(prevenance::focus_after(Tree{}, tree_of({"/", "Welcome", ""})) == 0);
}
