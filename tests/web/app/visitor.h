// A person at the page, for tests: presses what is shown, types, and gets what is fetched from the
// files of the build. Everything goes through the messages that the browser sends.
#pragma once

#include "web/app/citizen_page.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance::test {

class Visitor {
public:
    /// `path`   where they come in.
    /// `saved`  what their device kept, or nothing.
    explicit Visitor(
        std::string const& path, std::string const* saved = nullptr, bool kiosk = false
    );

    /// The link, button or choice with that text. It must be there.
    void press(std::string_view text);
    /// Into the only field, or the one with that label.
    void type(std::string_view text);
    void navigate(std::string const& path);

    /// Answers one address with this from now on; status 0 is no network.
    void serve(std::string const& address, int status, std::string body);
    /// Answers it from the build's files again.
    void stop_serving(std::string const& address);

    Tree const& shown() const { return loop_.shown(); }

    State const& state() const { return page_.state(); }

    /// The title of the page and the role of what is shown: `Où habitez-vous ?`.
    std::string title() const;
    /// True when some node says exactly this.
    bool sees(std::string_view text) const;
    /// True when some node of that role is shown.
    bool sees(Role role) const;

    std::string saved;              ///< The last text that was to be kept; "" after an erasure.
    std::string left_for;           ///< The last address the page left for.
    std::string view;               ///< The last view asked for.
    std::vector<std::string> asked; ///< Every address fetched, in order.

private:
    struct Served {
        int status = 200;
        std::string body;
    };

    void send(std::string const& message);
    void send_event(NodeId node, std::string_view kind, std::string_view value);
    Served answer_to(std::string const& address) const;

    CitizenPage page_;
    Loop loop_;
    std::map<std::string, Served> served_;
};

} // namespace prevenance::test
