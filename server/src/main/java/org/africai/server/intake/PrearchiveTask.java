package org.africai.server.intake;

import org.africai.server.intake.PrearchiveTaskTable.Order;

/// Work that somebody asked for.
///
/// @param session the waiting session's key
/// @param work what is to be done with it
/// @param order with what parameters
/// @param login who asked
/// @param attempts how often it was begun, this time included
record PrearchiveTask(long session, Work work, Order order, String login, int attempts) {}
