package org.africai.server.files;

import org.africai.server.archive.Address;
import org.jspecify.annotations.Nullable;

/// One resource as a client addresses it, to change it or to put files into it.
///
/// @param owner the thing that has it
/// @param side absent when the address does not say: then a resource of that name is looked for on
///   every side, and a new one of an assessor or reconstruction is something that came out of it
/// @param resource label or number
public record Destination(Address owner, @Nullable Side side, String resource) {}
