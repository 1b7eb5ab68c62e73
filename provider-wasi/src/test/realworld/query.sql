-- What another run finds in the database that fill.sql has made.
select count(*), min(a), max(b) from t;
select count(*), sum(a) from t indexed by by_b where b > '';
select a from t where b = 'row 4242';
select length(b), hex(substr(b, 299999)) from blobs;
select name from sqlite_master order by name;
