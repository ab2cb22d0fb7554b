package io.lockstep.persistence.view;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a message moves.
 *
 * @param kind CREDIT, MINT or RELEASE
 * @param asset the token, by its address on the chain of the vault
 * @param amount in the token's own decimals
 */
public record CollateralView(
    String kind, String asset, String account, BigInteger amount, String refund, String reference) {
  static Optional<CollateralView> find(ResultSet row) throws SQLException {
    return row.getString("collateral_kind") == null
        ? Optional.empty()
        : Optional.of(
            new CollateralView(
                row.getString("collateral_kind"),
                row.getString("collateral_asset"),
                row.getString("collateral_account"),
                row.getBigDecimal("collateral_amount_base_units").toBigIntegerExact(),
                row.getString("collateral_refund"),
                row.getString("collateral_reference")));
  }
}
