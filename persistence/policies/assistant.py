"""Conversations are private: nobody but the person sees them or writes into them, admins included."""

SQL = """
grant select, insert, update on conversations, messages, proposals to app_rw;

create policy own on conversations to app_rw
  using (person_id = (select app.uid())) with check (person_id = (select app.uid()));
create policy own on messages to app_rw
  using (exists (select from conversations where id = conversation_id))
  with check (exists (select from conversations where id = conversation_id));
create policy own on proposals to app_rw
  using (person_id = (select app.uid()))
  with check (person_id = (select app.uid()) and exists (select from conversations where id = conversation_id));
"""
