/** Histories of many calls, in one thread and in several, and what must hold of each. */
package io.vnode.tck.model;
