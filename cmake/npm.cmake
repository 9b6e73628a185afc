# npm packages: models, places and tools, exactly as package-lock.json pins them.
# ${npm_packages} is the file that is there once they are.

find_program(NODE_PROGRAM node REQUIRED)
set(npm_packages ${PROJECT_SOURCE_DIR}/node_modules/.installed-lock.json)
add_custom_command(
    OUTPUT ${npm_packages}
    COMMAND ${NODE_PROGRAM} ${CMAKE_CURRENT_LIST_DIR}/install_modules.mjs
    DEPENDS ${PROJECT_SOURCE_DIR}/package-lock.json ${CMAKE_CURRENT_LIST_DIR}/install_modules.mjs
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "Looking for the npm packages" VERBATIM)
add_custom_target(npm_packages DEPENDS ${npm_packages})
