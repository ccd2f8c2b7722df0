package io.github.helpcrunchjdbc.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Generated queries, compared with another engine's answers and with the driver's own where nothing
 * is pushed. {@code -Dcampaign.queries}, {@code -Dcampaign.seed} and {@code -Dcampaign.block} make
 * it longer, another one, or a single block of it.
 */
class TestCampaign {
  private static final int SHOWN = 20;
  private static final Logger LOG = Logger.getLogger(TestCampaign.class.getName());

  private static final long SEED = Long.getLong("campaign.seed", 20_201_028L);
  private static final @Nullable Integer BLOCK = Integer.getInteger("campaign.block");

  @Test
  void answersAreRight() throws Exception {
    Campaign campaign = new Campaign(Setting::of);
    assertRight(
        BLOCK == null
            ? campaign.run(SEED, Integer.getInteger("campaign.queries", 300))
            : campaign.run(SEED, BLOCK, 1));
  }

  /** {@code -Dcampaign.contradictions} says of how many queries, {@code block} is as above. */
  @Test
  void whatContradictsItselfIsReadWholeOrTold() throws Exception {
    Campaign campaign = new Campaign(Setting::contradicting);
    Campaign.Outcome outcome =
        BLOCK == null
            ? campaign.run(SEED, Integer.getInteger("campaign.contradictions", 75))
            : campaign.run(SEED, BLOCK, 1);
    assertRight(outcome);
  }

  private static void assertRight(Campaign.Outcome outcome) {
    LOG.info(outcome::toString);
    List<Mismatch> mismatches = outcome.mismatches();
    assertThat(mismatches.subList(0, Math.min(SHOWN, mismatches.size())))
        .as(outcome.toString())
        .isEmpty();
    assertThat(outcome.refused()).as(outcome.toString()).isLessThan(1 + outcome.judged() / 50);
  }
}
