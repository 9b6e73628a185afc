# npm packages: models, places and tools, exactly as package-lock.json pins them.
# ${npm_packages} is the file that is there once they are.

find_program(NODE_PROGRAM node REQUIRED)
set(npm_packages ${PROJECT_SOURCE_DIR}/node_modules/.package-lock.json)
add_custom_command(
    OUTPUT ${npm_packages}
    COMMAND npm ci --ignore-scripts --no-audit --no-fund
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "Installing npm packages" VERBATIM)
add_custom_target(npm_packages DEPENDS ${npm_packages})
