/// Who has an account here, and how a request proves to be theirs: passwords, logins (what a
/// JSESSIONID stands for) and alias tokens.
@NullMarked
package org.africai.server.accounts;

import org.jspecify.annotations.NullMarked;
