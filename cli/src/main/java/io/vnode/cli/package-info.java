/** The {@code vnode} command. */
package io.vnode.cli;
