package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What accounts have in common. */
class TestServiceAccess {
  @Test
  void accountsOfOneKeyShareTheQuotaAlone() {
    ServiceAccess here = ServiceAccess.create();
    ServiceAccess there = here.withSameKey();
    assertThat(there.quota()).isSameAs(here.quota());
    assertThat(there.service()).isNotSameAs(here.service());
    assertThat(there.coalescer()).isNotSameAs(here.coalescer());
    assertThat(ServiceAccess.create().quota()).isNotSameAs(here.quota());
  }
}
