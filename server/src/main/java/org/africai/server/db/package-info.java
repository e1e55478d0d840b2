/// The database: one PostgreSQL, one way to ask it ([Sql]) and one way to change it
/// ([Transactions]).
@NullMarked
package org.africai.server.db;

import org.jspecify.annotations.NullMarked;
