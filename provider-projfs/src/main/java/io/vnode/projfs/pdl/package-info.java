/** The projection definition language: text to entries, or to all the errors that are in it. */
package io.vnode.projfs.pdl;
