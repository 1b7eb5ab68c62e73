#!/usr/bin/env python3
"""Reads wofs images by docs/WOFS-FORMAT.md alone: lists, prints and extracts what is in them.

It shares no code with the file system and needs nothing but Python 3. It checks every checksum
of what it reads; `log` checks the chain of hashes as well.
"""

import argparse
import errno
import hashlib
import os
import stat
import struct
import sys
import time
import zlib

MAGIC = b"\x89WOFS\r\n\x1a"
HEADER = 4096
HEAD = 32
SEAL = 128
PIECE = 16384
NAME_MAX = 255
DEPTH_MAX = 4096
METHODS = {0: "none", 1: "deflate", 2: "zstd"}
HAS_XATTRS = 8
HAS_CONTENTS = 16
SEALED = 4


class Damaged(Exception):
    """What the format says does not hold, at some position."""

    def __init__(self, position, what):
        super().__init__("at %d: %s" % (position, what))


# ------------------------------------------------------------------ checksums


def crc_table():
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        table.append(crc)
    return table


CRC_TABLE = crc_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    table = CRC_TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


# ------------------------------------------------------------------ header and log


class Image:
    """The bytes of an image and what its header says."""

    def __init__(self, file):
        self.file = file
        self.size = file.seek(0, os.SEEK_END)
        header = self.read(0, min(HEADER, self.size))
        if header[:8] != MAGIC:
            raise Damaged(0, "this is no wofs image")
        if len(header) < HEADER:
            raise Damaged(self.size, "the file ends in the header")
        if struct.unpack_from("<I", header, HEADER - 4)[0] != crc32c(header[:-4]):
            raise Damaged(HEADER - 4, "the checksum of the header is wrong")
        major, self.minor, length, incompatible, _, self.capacity, self.id = struct.unpack_from(
            "<HHIQQQ16s", header, 8)
        if major != 1:
            raise Damaged(8, "version %d is not known" % major)
        if incompatible:
            bit = (incompatible & -incompatible).bit_length() - 1
            raise Damaged(16, "the feature incompatible-%d is not known" % bit)
        if length != HEADER or not 1 << 16 <= self.capacity <= 1 << 44:
            raise Damaged(12, "the header says what cannot be")
        self.created, self.first, self.before = struct.unpack_from("<qQ32s", header, 56)
        self.hash = hashlib.sha256(header).digest()

    def read(self, position, length):
        if position < 0 or length < 0 or position + length > self.size:
            raise Damaged(position, "the file ends before %d bytes that should be here" % length)
        self.file.seek(position)
        return self.file.read(length)

    def is_whole(self, record, magic, position):
        """Whether a head or a seal is one, here and of this image."""
        sum_of = crc32c(self.id + struct.pack("<Q", position) + record[:-4])
        return record[:8] == magic and struct.unpack_from("<I", record, len(record) - 4)[0] == sum_of


class Commit:
    def __init__(self, seal, head):
        (self.number, self.start, self.length, self.previous, self.base, self.metadata,
         self.metadata_length, self.time, self.crc, self.hash) = struct.unpack_from(
             "<QQQQQQQqI4x32s", seal, 8)
        self.facts = seal[:80]
        self.is_like_head = seal[8:16] == head[8:16] and seal[24:32] == head[16:24]

    @property
    def end(self):
        return self.start + self.length

    @property
    def seals(self):
        return self.end - 2 * SEAL


def read_log(image):
    """All commits, and where the log ends."""
    commits = []
    at = HEADER
    while at < image.size:
        commit = commit_at(image, at)
        if commit is None:
            other = seal_behind(image, at)
            if other is not None:
                raise Damaged(at, "commit %d is damaged: a seal stands at %d"
                              % (image.first + len(commits), other))
            break
        last = commits[-1] if commits else None
        plausible = (
            commit.is_like_head
            and commit.start == at
            and commit.number == image.first + len(commits)
            and commit.previous == (last.start if last else 0)
            and (commit.base == at or last is not None and commit.base == last.base)
            and at + HEAD <= commit.metadata
            and commit.metadata + commit.metadata_length <= commit.seals)
        if not plausible:
            raise Damaged(at, "a commit says of itself what cannot be")
        commits.append(commit)
        at = commit.end
    return commits, at


def commit_at(image, at):
    """The commit whose head is at a position, or None when it was never finished."""
    if image.size - at < HEAD:
        return None
    head = image.read(at, HEAD)
    length = struct.unpack_from("<Q", head, 16)[0]
    if not image.is_whole(head, b"WOFSHEAD", at) or length < HEAD + 2 * SEAL:
        return None
    for position in (at + length - 2 * SEAL, at + length - SEAL):
        if position + SEAL > image.size:
            break
        seal = image.read(position, SEAL)
        if image.is_whole(seal, b"WOFSSEAL", position):
            return Commit(seal, head)
    return None


def seal_behind(image, at):
    rest = image.read(at, image.size - at)
    found = rest.find(b"WOFSSEAL")
    while found >= 0:
        seal = rest[found:found + SEAL]
        if len(seal) == SEAL and image.is_whole(seal, b"WOFSSEAL", at + found):
            return at + found
        found = rest.find(b"WOFSSEAL", found + 1)
    return None


def hash_of(image, before, commit):
    digest = hashlib.sha256(before)
    at = commit.start + HEAD
    while at < commit.seals:
        count = min(1 << 20, commit.seals - at)
        digest.update(image.read(at, count))
        at += count
    digest.update(image.read(commit.start, HEAD))
    digest.update(commit.facts)
    return digest.digest()


# ------------------------------------------------------------------ metadata


class Inode:
    """What an inode record says; contents are None where it has none."""

    target = None
    rdev = 0
    contents = None

    def __init__(self):
        self.xattrs = {}

    def is_kind(self, kind):
        return stat.S_IFMT(self.mode) == kind


class Metadata:
    """The metadata of one commit, read from their first byte to the last."""

    def __init__(self, image, commit):
        self.commit = commit
        self.data = image.read(commit.metadata, commit.metadata_length)
        self.at = 0
        if crc32c(self.data) != commit.crc:
            raise Damaged(commit.metadata, "the checksum of the metadata is wrong")
        self.root = self.number()
        self.last_number = self.number()
        self.inodes = [self.inode() for _ in range(self.count())]
        self.names = [self.name_record() for _ in range(self.count())]
        self.require(self.at == len(self.data), "bytes stand behind the metadata")

    def require(self, holds, otherwise):
        if not holds:
            raise Damaged(self.commit.metadata + self.at, otherwise)

    def bits(self):
        value = 0
        for shift in range(0, 64, 7):
            self.require(self.at < len(self.data), "the metadata end in a number")
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value & (1 << 64) - 1
        self.require(False, "a number has more than 64 bits")

    def number(self, most=(1 << 63) - 1):
        value = self.bits()
        self.require(value <= most, "a number is above %d" % most)
        return value

    def count(self):
        return self.number(len(self.data) - self.at)

    def signed(self):
        value = self.bits()
        return value >> 1 ^ -(value & 1)

    def blob(self, most):
        length = self.number(min(most, len(self.data) - self.at))
        self.at += length
        return self.data[self.at - length:self.at]

    def text(self, most):
        try:
            return self.blob(most).decode("utf-8")
        except UnicodeDecodeError:
            self.require(False, "a text is not in UTF-8")

    def inode(self):
        inode = Inode()
        inode.number = self.number(self.last_number)
        inode.mode = self.number(0xFFFF)
        inode.flags = self.number(31)
        inode.uid = self.number(0xFFFFFFFF)
        inode.gid = self.number(0xFFFFFFFF)
        inode.modified = wrapped(self.commit.time + self.signed())
        inode.changed = wrapped(inode.modified + self.signed())
        inode.accessed = wrapped(inode.modified + self.signed())
        inode.born = wrapped(inode.modified + self.signed())
        if inode.is_kind(stat.S_IFLNK):
            inode.target = self.text(4095)
        if inode.is_kind(stat.S_IFCHR) or inode.is_kind(stat.S_IFBLK):
            inode.rdev = self.bits()
        if inode.flags & HAS_XATTRS:
            for _ in range(self.count()):
                name = self.text(255)
                inode.xattrs[name] = self.blob(65536)
        if inode.flags & HAS_CONTENTS:
            self.require(inode.is_kind(stat.S_IFREG), "what is no file has contents")
            inode.contents = self.contents()
        return inode

    def contents(self):
        """The size, and of each piece: index, length, method, position, stored length, CRC."""
        size = self.number()
        pieces = []
        index = 0
        for _ in range(self.count()):
            index += self.number()
            count = self.count()
            last_length = self.number(PIECE)
            method = self.number(max(METHODS))
            position = self.number()
            self.require(count > 0 and last_length > 0, "a run has no bytes")
            for i in range(count):
                length = last_length if i == count - 1 else PIECE
                self.require(self.at + 4 <= len(self.data), "the metadata end in a run")
                crc = struct.unpack_from("<I", self.data, self.at)[0]
                self.at += 4
                stored = self.number(PIECE) if method else length
                inside = (index * PIECE + length <= size and position >= HEADER
                          and position + stored <= self.commit.metadata)
                self.require(inside, "a run is outside of its file or of the image")
                pieces.append((index, length, method, position, stored, crc))
                index += 1
                position += stored
        return size, pieces

    def name_record(self):
        directory = self.number()
        names = []
        cookie = 0
        for _ in range(self.count()):
            inode = self.number()
            name = self.text(NAME_MAX)
            usable = name not in ("", ".", "..") and "/" not in name and "\0" not in name
            self.require(usable, "a name is none")
            if inode:
                step = self.number()
                self.require(step > 0, "cookies do not grow")
                cookie += step
            names.append((name, inode, cookie))
        return directory, names


def wrapped(moment):
    return (moment + (1 << 63)) % (1 << 64) - (1 << 63)


# ------------------------------------------------------------------ tree


class Tree:
    """The tree as it was after one commit."""

    def __init__(self, image, commits, commit):
        self.image = image
        self.commit = commit
        self.inodes = {}
        self.names = {}
        base = next(i for i, one in enumerate(commits) if one.start == commit.base)
        for one in commits[base:commits.index(commit) + 1]:
            self.apply(Metadata(image, one))
        self.require(self.inode(self.root).is_kind(stat.S_IFDIR), "the root is no directory")

    def apply(self, metadata):
        self.root = metadata.root
        for inode in metadata.inodes:
            before = self.inodes.get(inode.number)
            if inode.contents is None and before is not None:
                inode.contents = before.contents
            self.inodes[inode.number] = inode
        for directory, names in metadata.names:
            there = self.names.setdefault(directory, {})
            for name, inode, cookie in names:
                there.pop(name, None)
                if inode:
                    there[name] = (inode, cookie)

    def require(self, holds, otherwise):
        if not holds:
            raise Damaged(self.commit.metadata, otherwise)

    def inode(self, number):
        self.require(number in self.inodes, "inode %d is not there" % number)
        return self.inodes[number]

    def entries(self, number):
        names = sorted(self.names.get(number, {}).items(), key=lambda item: item[1][1])
        cookies = [cookie for _, (_, cookie) in names]
        self.require(len(set(cookies)) == len(cookies), "two names have one cookie")
        return [(name, inode) for name, (inode, _) in names]

    def walk(self):
        """Path and inode of all there is, directories before what is in them."""
        yield "/", self.inode(self.root)
        seen = {self.root}
        pending = [("", self.root, 1)]
        while pending:
            path, directory, depth = pending.pop()
            self.require(depth <= DEPTH_MAX + 1, "the tree is too deep")
            for name, number in self.entries(directory):
                inode = self.inode(number)
                yield path + "/" + name, inode
                if inode.is_kind(stat.S_IFDIR):
                    self.require(number not in seen, "directory %d has two names" % number)
                    seen.add(number)
                    pending.append((path + "/" + name, number, depth + 1))

    def lookup(self, path):
        number = self.root
        for name in path.split("/"):
            if name:
                number = dict(self.entries(number)).get(name)
                if number is None:
                    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return self.inode(number)

    def pieces(self, inode):
        """Where each piece begins in its file, and its bytes."""
        for index, length, method, position, stored, crc in (inode.contents or (0, []))[1]:
            data = self.image.read(position, stored)
            if crc32c(data) != crc:
                raise Damaged(position, "the checksum of a piece of a file is wrong")
            yield index * PIECE, unpack(data, method, length, position)

    def size(self, inode):
        return inode.contents[0] if inode.contents else 0


def unpack(data, method, length, position):
    if method == 0:
        return data
    if method != 1:
        raise Damaged(position, "a piece is compressed by %s, which this cannot undo"
                      % METHODS[method])
    try:
        data = zlib.decompressobj(-15).decompress(data, length)
    except zlib.error as error:
        raise Damaged(position, "a piece was not deflated: %s" % error)
    if len(data) != length:
        raise Damaged(position, "a piece has too few bytes")
    return data


# ------------------------------------------------------------------ commands


def show_time(moment):
    seconds, nanos = divmod(moment, 10 ** 9)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + ".%09dZ" % nanos


def escaped(text):
    return "".join(c if c.isprintable() and c != "\\" else "\\x%02x" % ord(c) for c in text)


def list_tree(tree, _):
    links = {}
    rows = sorted(tree.walk(), key=lambda row: row[0])
    for _, inode in rows:
        links[inode.number] = links.get(inode.number, 0) + 1
    for path, inode in rows:
        line = "%s %d %d:%d %d %s %s" % (
            stat.filemode(inode.mode), links[inode.number], inode.uid, inode.gid,
            tree.size(inode), show_time(inode.modified), escaped(path))
        if inode.target is not None:
            line += " -> " + escaped(inode.target)
        if inode.flags & SEALED:
            line += " [sealed]"
        print(line)
        for name, value in sorted(inode.xattrs.items()):
            print("    %s=%s" % (escaped(name), value.hex()))


def cat(tree, arguments):
    inode = tree.lookup(arguments.path)
    if not inode.is_kind(stat.S_IFREG):
        raise OSError(errno.EINVAL, "is no regular file", arguments.path)
    out = sys.stdout.buffer
    at = 0
    for begin, data in tree.pieces(inode):
        zeros(out, begin - at)
        out.write(data)
        at = begin + len(data)
    zeros(out, tree.size(inode) - at)


def zeros(out, count):
    while count > 0:
        out.write(bytes(min(count, 1 << 20)))
        count -= 1 << 20


def extract(tree, arguments):
    os.makedirs(arguments.directory, exist_ok=True)
    made = {}
    directories = []
    for path, inode in tree.walk():
        target = os.path.join(arguments.directory, *path.strip("/").split("/"))
        if inode.is_kind(stat.S_IFDIR):
            os.makedirs(target, exist_ok=path == "/")
            directories.append((target, inode))
        elif inode.number in made:
            os.link(made[inode.number], target, follow_symlinks=False)
        else:
            make(tree, inode, target)
            made[inode.number] = target
            adorn(inode, target)
    for target, inode in reversed(directories):  # Last: what is made in one changes its times.
        adorn(inode, target)


def make(tree, inode, target):
    if inode.is_kind(stat.S_IFLNK):
        os.symlink(inode.target, target)
    elif inode.is_kind(stat.S_IFREG):
        with open(target, "xb") as file:
            for begin, data in tree.pieces(inode):
                file.seek(begin)
                file.write(data)
            file.truncate(tree.size(inode))
    elif inode.is_kind(stat.S_IFIFO):
        os.mkfifo(target)
    else:
        os.mknod(target, inode.mode, inode.rdev)


def adorn(inode, target):
    """Gives a file what it had, as far as this user may."""
    is_link = inode.is_kind(stat.S_IFLNK)
    if os.geteuid() == 0:
        os.chown(target, inode.uid, inode.gid, follow_symlinks=False)
    if not is_link:
        os.chmod(target, stat.S_IMODE(inode.mode))
    for name, value in inode.xattrs.items():
        if name.startswith("user.") and not is_link:
            try:
                os.setxattr(target, name, value)
            except OSError as error:
                print("wofs-read: %s: %s: %s" % (target, name, error.strerror), file=sys.stderr)
    os.utime(target, ns=(inode.accessed, inode.modified), follow_symlinks=False)


def show_log(image, commits, end):
    before = image.hash
    for commit in commits:
        right = hash_of(image, before, commit) == commit.hash
        print("%d %s at %d, %d bytes, %s, %s %s" % (
            commit.number, show_time(commit.time), commit.start, commit.length,
            "base" if commit.base == commit.start else "delta",
            commit.hash.hex(), "right" if right else "WRONG"))
        if not right:
            raise Damaged(commit.start, "commit %d is not what its hash says" % commit.number)
        before = commit.hash
    if image.size > end:
        print("%d bytes at %d are a commit that was never finished" % (image.size - end, end))


def parsed():
    parser = argparse.ArgumentParser(prog="wofs-read", description=__doc__.splitlines()[0])
    parser.add_argument("image")
    parser.add_argument("--at", type=int, metavar="N", help="as it was after commit N")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="all paths with mode, links, owner, size and time")
    commands.add_parser("cat", help="print a file").add_argument("path")
    commands.add_parser("log", help="all commits, and whether their hashes are right")
    commands.add_parser("extract", help="make the tree in a directory").add_argument("directory")
    return parser.parse_args()


def run(arguments):
    with open(arguments.image, "rb") as file:
        image = Image(file)
        commits, end = read_log(image)
        if arguments.command == "log":
            show_log(image, commits, end)
            return
        asked = [c for c in commits if arguments.at in (None, c.number)]
        if not asked:
            raise Damaged(HEADER, "there is no such commit")
        tree = Tree(image, commits, asked[-1])
        {"list": list_tree, "cat": cat, "extract": extract}[arguments.command](tree, arguments)


def main():
    try:
        run(parsed())
    except Damaged as error:
        sys.exit("wofs-read: %s" % error)
    except OSError as error:
        what = error.strerror or type(error).__name__
        sys.exit("wofs-read: %s: %s" % (error.filename or error, what))


if __name__ == "__main__":
    main()
