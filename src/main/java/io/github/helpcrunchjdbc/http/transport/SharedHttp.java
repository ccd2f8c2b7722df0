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
 * The one OkHttp client of the JVM: connections of the driver share its threads, and its sockets if
 * they have neither a proxy nor a trust store of their own.
 */
public final class SharedHttp {
  /** How far a request got. It goes along as the request's tag. */
  public static final class Progress {
    private final AtomicReference<@Nullable Runnable> onSent;
    private volatile boolean sent;

    /**
     * Of a request that has not begun.
     *
     * @param onSent is run once it has gone out
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

    /** Whether a connection stood and the request began to go out on it. */
    public static boolean isSent(Call call) {
      Progress progress = call.request().tag(Progress.class);
      return progress != null && progress.sent;
    }
  }

  /** An answer with a length below zero, of which nothing but its status can be read. */
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
   * A client with the settings' timeouts.
   *
   * @param standIn answers in the network's place, or null
   */
  public static OkHttpClient client(ClientSettings settings, @Nullable Interceptor standIn) {
    OkHttpClient.Builder builder = limited(BASE, settings);
    ProxyServer proxy = settings.proxy();
    if (proxy != null) {
      // A proxy would see the key where there is no TLS; http leads to this machine only.
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

  /** The same client, whose connections it shares, with the settings' timeouts. */
  public static OkHttpClient client(OkHttpClient same, ClientSettings settings) {
    return limited(same, settings).build();
  }

  private static OkHttpClient.Builder limited(OkHttpClient client, ClientSettings settings) {
    return client
        .newBuilder()
        .connectTimeout(settings.connectTimeout())
        .readTimeout(settings.readTimeout())
        .writeTimeout(settings.readTimeout())
        // Silence alone does not bound an answer that drips.
        .callTimeout(settings.requestTimeout());
  }

  /** A thread that never keeps a JVM from exiting. */
  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "helpcrunch-jdbc request");
    thread.setDaemon(true);
    // OkHttp tells the request's callback of what is thrown and throws it on; stderr is not ours.
    thread.setUncaughtExceptionHandler(
        (where, thrown) -> LOG.log(Level.FINE, "a request ended unexpectedly", thrown));
    return thread;
  }

  private static OkHttpClient base() {
    // What bounds the requests in flight is the quota's limits, so the dispatcher bounds nothing.
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
   * OkHttp reads Retry-After of a 503 itself: on zero it repeats the request at once, whatever it
   * is configured to, and on a number beyond 32 bits it fails. So it does not get to see the
   * header.
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
   * OkHttp takes any number for a length. It can't read an answer with less than nothing, nor close
   * it, so that its connection would never be given back.
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
