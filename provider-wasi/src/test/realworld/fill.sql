-- Makes a database and fills it: tables, an index, blobs, and work that is rolled back.
create table t(a integer primary key, b text);
begin;
with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
insert into t select i, 'row ' || i from n;
commit;
create index by_b on t(b);
begin;
delete from t;
rollback;
delete from t where a % 2;
create table blobs(b blob);
insert into blobs values (zeroblob(1000000)), (zeroblob(300000));
delete from blobs where length(b) > 500000;
