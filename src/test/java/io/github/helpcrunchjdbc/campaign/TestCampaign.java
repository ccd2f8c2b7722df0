package io.github.helpcrunchjdbc.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Generated queries, compared with another engine's answers and with the driver's own where nothing
 * is pushed. {@code -Dcampaign.queries}, {@code -Dcampaign.seed} and {@code -Dcampaign.block} make
 * it longer, another one, or a single block of it.
 */
class TestCampaign {
  private static final int SHOWN = 20;
  private static final Logger LOG = Logger.getLogger(TestCampaign.class.getName());

  @Test
  void answersAreRight() throws Exception {
    long seed = Long.getLong("campaign.seed", 20_201_028L);
    Integer block = Integer.getInteger("campaign.block");
    Campaign.Outcome outcome =
        block == null
            ? Campaign.run(seed, Integer.getInteger("campaign.queries", 300))
            : Campaign.run(seed, block, 1);
    LOG.info(outcome::toString);
    List<Mismatch> mismatches = outcome.mismatches();
    assertThat(mismatches.subList(0, Math.min(SHOWN, mismatches.size())))
        .as(outcome.toString())
        .isEmpty();
    assertThat(outcome.refused()).as(outcome.toString()).isLessThan(1 + outcome.judged() / 50);
  }
}
