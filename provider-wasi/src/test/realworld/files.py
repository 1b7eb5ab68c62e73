# What a Python program does with files: os, tempfile, shutil, pathlib, zipfile. Runs in /work.
import errno, os, pathlib, shutil, tempfile, zipfile

base = pathlib.Path('/work/tree')
(base / 'a' / 'b').mkdir(parents=True)
(base / 'a' / 'f.txt').write_text('hello')
with open(base / 'a' / 'f.txt', 'a+') as file:
    file.write(' world')
    file.seek(0)
    print('a+:', file.read())
os.symlink('f.txt', base / 'a' / 'link')
print('symlink:', os.readlink(base / 'a' / 'link'), (base / 'a' / 'link').read_text())
os.rename(base / 'a' / 'f.txt', base / 'a' / 'b' / 'g.txt')
for root, directories, files in sorted(os.walk(base)):
    print('walk:', root, sorted(directories), sorted(files))

with tempfile.TemporaryFile(dir='/work') as file:
    file.write(b'x' * 100000)
    file.seek(50000)
    print('TemporaryFile:', len(file.read()))
with tempfile.TemporaryDirectory(dir='/work') as name:
    open(os.path.join(name, 'x'), 'w').close()
    print('TemporaryDirectory:', os.listdir(name))
print('removed:', not os.path.exists(name))

with zipfile.ZipFile('/work/z.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.write(base / 'a' / 'b' / 'g.txt', 'g.txt')
    archive.writestr('h', 'data' * 1000)
with zipfile.ZipFile('/work/z.zip') as archive:
    print('zip:', archive.namelist(), archive.read('g.txt'), archive.testzip())

shutil.copytree(base, '/work/copy', symlinks=True)
shutil.move('/work/copy', '/work/moved')
print('copytree, move:', sorted(os.listdir('/work/moved/a')))
os.utime('/work/z.zip', (1, 2))
print('utime:', os.stat('/work/z.zip').st_mtime)

fd = os.open('/work/gone', os.O_CREAT | os.O_RDWR | os.O_EXCL)
os.unlink('/work/gone')
os.write(fd, b'12345')
print('unlinked:', os.fstat(fd).st_size, os.lseek(fd, 0, 2))
os.close(fd)

for call, argument in [(os.mkdir, '/work/tree'), (os.rmdir, '/work/tree'), (os.unlink, '/work/tree'),
                       (os.stat, '/work/missing'), (os.listdir, '/work/z.zip')]:
    try:
        call(argument)
        print(call.__name__, 'succeeded')
    except OSError as error:
        print(call.__name__, errno.errorcode[error.errno])

os.link('/work/tree/a/b/g.txt', '/work/hard')
print('link:', os.stat('/work/hard').st_nlink, os.path.samefile('/work/hard', '/work/tree/a/b/g.txt'))
with os.scandir('/work') as entries:
    print('scandir:', sorted((entry.name, entry.is_dir()) for entry in entries))
for name in ['tree', 'moved']:
    shutil.rmtree('/work/' + name)
os.unlink('/work/hard')
os.unlink('/work/z.zip')
print('left:', os.listdir('/work'))
