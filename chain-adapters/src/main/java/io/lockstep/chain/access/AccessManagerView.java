package io.lockstep.chain.access;

import io.lockstep.chain.bindings.AccessManager;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.web3j.abi.EventEncoder;

/** What an access manager holds at one block. */
public final class AccessManagerView {

  /** An account that has been given a role, whether it still has it or not. */
  public record Grant(Role role, Address account) {}

  private final ChainState state;
  private final Address address;
  private final AccessManager manager;

  public AccessManagerView(ChainState state, Address address) {
    this.state = state;
    this.address = address;
    this.manager = ContractReads.accessManager(state, address);
  }

  /** The role whose members may call the function. */
  public Role roleOf(Address target, FunctionSelector function) {
    byte[] selector = function.selector().toArray();
    return role(ContractReads.ask(manager.getTargetFunctionRole(target.toString(), selector)));
  }

  public RoleAccess access(Role role, Address account) {
    var found = ContractReads.ask(manager.getAccess(id(role), account.toString()));
    if (found.component1().signum() == 0) {
      return RoleAccess.NONE;
    }
    Optional<ScheduledDelay.Change> change =
        found.component4().signum() == 0
            ? Optional.empty()
            : Optional.of(
                new ScheduledDelay.Change(duration(found.component3()), time(found.component4())));
    return new RoleAccess(
        Optional.of(time(found.component1())), duration(found.component2()), change);
  }

  /** The role that gives and takes this role. */
  public Role adminOf(Role role) {
    return role(ContractReads.ask(manager.getRoleAdmin(id(role))));
  }

  /** The role that may cancel what members of this role have scheduled. */
  public Role cancellerOf(Role role) {
    return role(ContractReads.ask(manager.getRoleGuardian(id(role))));
  }

  public boolean isClosed(Address target) {
    return ContractReads.ask(manager.isTargetClosed(target.toString()));
  }

  /** How long changes of who may call the target wait, beside their author's own delay. */
  public ScheduledDelay targetAdminDelay(Address target) {
    return AccessManagerStorage.targetAdminDelay(state, address, target);
  }

  /** How long somebody who was given the role waits for it. */
  public ScheduledDelay grantDelay(Role role) {
    return AccessManagerStorage.grantDelay(state, address, role);
  }

  /** Everybody to whom a role was ever given, from a block on. */
  public Collection<Grant> grantsSince(long block) {
    String topic = EventEncoder.encode(AccessManager.ROLEGRANTED_EVENT);
    Collection<Grant> grants = new LinkedHashSet<>();
    state.logs(address, block).stream()
        .filter(log -> log.getTopics().contains(topic))
        .map(AccessManager::getRoleGrantedEventFromLog)
        .forEach(
            event -> grants.add(new Grant(role(event.roleId), Address.fromHex(event.account))));
    return grants;
  }

  private static BigInteger id(Role role) {
    return new BigInteger(Long.toUnsignedString(role.id()));
  }

  private static Role role(BigInteger id) {
    return new Role(id.longValue());
  }

  private static Duration duration(BigInteger seconds) {
    return Duration.ofSeconds(seconds.longValueExact());
  }

  private static Instant time(BigInteger seconds) {
    return Instant.ofEpochSecond(seconds.longValueExact());
  }
}
