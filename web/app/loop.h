// The page's loop: a message comes in, the state changes, the new tree is compared with what is
// shown, and one answer goes out.
#pragma once

#include "web/app/message.h"
#include "web/platform/border.h"

#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// What the loop drives: a state that messages change and that a tree shows.
class Application {
public:
    virtual ~Application() = default;

    /// Takes the message in and says what is asked of the browser.
    virtual std::vector<Effect> update(Message const& message) = 0;

    /// A pure function of the state.
    virtual Tree view() const = 0;
};

/// Answers are JSON objects; members that say nothing are left out:
///
///     {"ops": [...],                operations, see web/dom/patch.h
///      "path": "/aides", "title": "Mes aides", "language": "fr",
///      "focus": id,                 where the focus goes; else it stays
///      "effects": [{"fetch": address}, {"post": address, "body": text}, {"save": text},
///                  {"erase": true}, {"leave": address}, {"view": "canvas" | "html"}]}
class Loop final : public Receiver {
public:
    /// `application`  must outlive the loop.
    explicit Loop(Application& application);

    /// A message that cannot be read, or that names a node no longer shown, changes nothing and is
    /// answered with "{}".
    std::string receive(std::string_view text) override;

    std::string shown_bytes() const override;

    /// What the person sees now.
    Tree const& shown() const { return shown_; }

private:
    bool resolve(Message& message) const;

    Application* application_;
    Tree shown_;
};

} // namespace prevenance
