/// Settings of tools, of the site and of projects: XNAT's config service.
@NullMarked
package org.africai.server.config;

import org.jspecify.annotations.NullMarked;
