-- Who brought a picture: somebody else who names it in an alert has to have brought it too, or to see an alert that has it. (A hash is no secret, and what it stands for may be.)
create table attachment_brought (
    sha256 text not null references attachment (sha256) on delete cascade,
    actor  text not null,
    primary key (sha256, actor)
);
insert into attachment_brought (sha256, actor) select sha256, actor from attachment;
