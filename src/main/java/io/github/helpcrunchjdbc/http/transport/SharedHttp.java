package io.github.helpcrunchjdbc.http.transport;

import io.github.helpcrunchjdbc.execution.DaemonTimer;
import io.github.helpcrunchjdbc.execution.Time;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.settings.ProxyServer;
import io.github.helpcrunchjdbc.http.settings.TrustStore;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The one OkHttp client of the JVM. All connections of the driver share its threads, and its
 * sockets unless they have a proxy or a trust store of their own.
 */
public final class SharedHttp {
  /** How far a request got. The request carries it as its tag. */
  public static final class Progress {
    private final AtomicReference<@Nullable Runnable> onSent;
    private volatile boolean sent;

    /**
     * Creates the progress of a request that has not begun.
     *
     * @param onSent runs once the request was sent
     */
    Progress(Runnable onSent) {
      this.onSent = new AtomicReference<>(onSent);
    }

    private static void tellSent(Call call) {
      Progress progress = call.request().tag(Progress.class);
      Runnable told = progress == null ? null : progress.onSent.getAndSet(null);
      if (told != null) {
        told.run();
      }
    }

    /** Returns whether a connection was made and sending the request had begun. */
    public static boolean isSent(Call call) {
      Progress progress = call.request().tag(Progress.class);
      return progress != null && progress.sent;
    }
  }

  /** Says that an answer has a length below zero, so that nothing but its status can be read. */
  public static final class ImpossibleLengthException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private ImpossibleLengthException(int status, long length) {
      super("it has status " + status + " and a length of " + length);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.http");

  public static final Time TIME = new DaemonTimer("helpcrunch-jdbc timer");

  private static final OkHttpClient BASE = base();

  private SharedHttp() {}

  /**
   * Returns a client with the settings' timeouts.
   *
   * @param standIn answers in the network's place, or null
   */
  public static OkHttpClient client(ClientSettings settings, @Nullable Interceptor standIn) {
    OkHttpClient.Builder builder = limited(BASE, settings);
    ProxyServer proxy = settings.proxy();
    if (proxy != null) {
      // Without TLS a proxy would see the key; http is allowed to this machine only.
      builder.proxy(settings.isSecure() ? proxy.address() : Proxy.NO_PROXY);
      builder.proxyAuthenticator(proxy.login());
    }
    TrustStore trust = settings.trustStore();
    if (trust != null) {
      builder.sslSocketFactory(trust.sockets(), trust.manager());
    }
    if (standIn != null) {
      builder.addInterceptor(
          chain -> {
            Progress.tellSent(chain.call());
            return standIn.intercept(chain);
          });
    }
    return builder.build();
  }

  /**
   * Returns a client with the settings' timeouts that shares the connections of the given client.
   */
  public static OkHttpClient client(OkHttpClient same, ClientSettings settings) {
    return limited(same, settings).build();
  }

  private static OkHttpClient.Builder limited(OkHttpClient client, ClientSettings settings) {
    return client
        .newBuilder()
        .connectTimeout(settings.connectTimeout())
        .readTimeout(settings.readTimeout())
        .writeTimeout(settings.readTimeout())
        // The read timeout alone does not end an answer that comes in drips.
        .callTimeout(settings.requestTimeout());
  }

  /** Returns a thread that never keeps a JVM from exiting. */
  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "helpcrunch-jdbc request");
    thread.setDaemon(true);
    // OkHttp passes an exception to the callback and throws it again; stderr belongs to the
    // program.
    thread.setUncaughtExceptionHandler(
        (where, thrown) -> LOG.log(Level.FINE, "a request ended unexpectedly", thrown));
    return thread;
  }

  private static OkHttpClient base() {
    // The quota limits the requests in flight, so the dispatcher sets no limit.
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                60,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                SharedHttp::daemon));
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .socketFactory(new BoundedSockets(LimitedStream.MAX_BYTES + (8 << 20)))
        // A redirect could carry the key to another host.
        .followRedirects(false)
        .followSslRedirects(false)
        // Requests that OkHttp repeats on its own would escape the quota.
        .retryOnConnectionFailure(false)
        .addNetworkInterceptor(SharedHttp::withoutInvitationToRepeat)
        .addNetworkInterceptor(SharedHttp::withPossibleLength)
        .eventListener(
            new EventListener() {
              @Override
              public void requestHeadersStart(Call call) {
                Progress progress = call.request().tag(Progress.class);
                if (progress != null) {
                  progress.sent = true;
                }
              }

              @Override
              public void requestHeadersEnd(Call call, Request request) {
                if (request.body() == null) {
                  Progress.tellSent(call);
                }
              }

              @Override
              public void requestBodyEnd(Call call, long byteCount) {
                Progress.tellSent(call);
              }
            })
        .build();
  }

  /**
   * Hides the header Retry-After of a 503 from OkHttp. OkHttp would read it itself: on zero it
   * repeats the request at once, however it is configured, and on a number beyond 32 bits it fails.
   */
  private static Response withoutInvitationToRepeat(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String header = response.header(RetryAfter.HEADER);
    return response.code() != 503 || header == null
        ? response
        : response
            .newBuilder()
            .removeHeader(RetryAfter.HEADER)
            .header(RetryAfter.HEADER_OF_503, header)
            .build();
  }

  /**
   * Refuses an answer with a length below zero. OkHttp takes any number for a length, but it can
   * neither read nor close such an answer, so its connection would never be free again.
   */
  private static Response withPossibleLength(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    long length = response.body().contentLength();
    if (length < -1) {
      throw new ImpossibleLengthException(response.code(), length);
    }
    return response;
  }
}
